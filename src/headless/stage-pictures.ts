import { encode } from 'fast-png';
import type { Normalisation } from '../core/normalisation';
import { ofChannel } from '../lib/per-channel';
import { divergingTable, tableRow } from '../lib/diverging';
import { gainFor } from '../lib/gain';
import { niceLimit } from '../lib/limit';
import type { Explanation, Stage } from '../training/explain';

/** The scales that all pictures of one command share, so that they can be compared. */
export interface PictureScales {
  /** masks reach full colour at ±limit */
  readonly maskLimit: number;
  /** δ and δ⊙m are shown this many times as strong as they are */
  readonly patternGain: number;
  readonly promptGain: number;
}

export interface StagePicture {
  /** `mask-red`, say: part of the file's name */
  readonly stage: string;
  readonly png: Uint8Array;
}

/** How a method's pictures are to be read: its input is normalised, or in pixel units 0..1 (Pad). */
export interface PictureUnits {
  readonly normalisation: Normalisation;
  readonly input: 'resized' | 'bordered';
}

export function pictureScales({ maskFull, pattern, prompted }: Explanation): PictureScales {
  const prompts =
    maskFull && pattern
      ? Array.from({ length: prompted.shape[0]! }, (_, index) => promptOf({ maskFull, pattern }, index))
      : [];
  return {
    maskLimit: niceLimit(largest(maskFull?.values)),
    patternGain: gainFor(largest(pattern?.values)),
    promptGain: gainFor(Math.max(0, ...prompts.map((prompt) => largest(prompt)))),
  };
}

/** Every stage of the i-th picture, in the paper's order, at the backbone's size. */
export function stagePictures(
  explanation: Explanation,
  index: number,
  { scales, units }: { scales: PictureScales; units: PictureUnits },
): StagePicture[] {
  const { resized, maskFull, pattern, prompted } = explanation;
  const side = resized.shape[1]!;
  const { scale, shift, divisor } = units.normalisation;
  const normalised = (value: number, at: number) =>
    (255 * (value * ofChannel(divisor, at % 3) + ofChannel(shift, at % 3))) / scale;
  const pixels = (value: number) => 255 * value;
  const signed = (gain: number) => (value: number) => 127.5 + 127.5 * gain * value;
  const colour = (
    stage: string,
    values: Float32Array,
    byte: (value: number, at: number) => number,
  ): StagePicture => ({
    stage,
    png: encode({ width: side, height: side, channels: 3, data: Uint8ClampedArray.from(values, byte) }),
  });
  const pictures = [
    colour('1-resized', picture(resized, index), units.input === 'resized' ? normalised : pixels),
  ];
  if (maskFull) {
    const mask = picture(maskFull, index);
    const { maskLimit } = scales;
    ['red', 'green', 'blue'].forEach((name, channel) =>
      pictures.push({ stage: `2-mask-${name}`, png: diverging(mask, { side, channel, limit: maskLimit }) }),
    );
    pictures.push(colour('2-mask-all', mask, signed(1 / maskLimit)));
  }
  if (pattern) pictures.push(colour('3-pattern', picture(pattern, index), signed(scales.patternGain)));
  if (maskFull && pattern) {
    const prompt = promptOf({ maskFull, pattern }, index);
    pictures.push(colour('4-pattern-times-mask', prompt, signed(scales.promptGain)));
  }
  pictures.push(colour('5-prompted', picture(prompted, index), normalised));
  return pictures;
}

/** One channel on the diverging map, full colour at ±limit. */
function diverging(
  values: Float32Array,
  { side, channel, limit }: { side: number; channel: number; limit: number },
): Uint8Array {
  const table = divergingTable('light');
  const data = new Uint8ClampedArray(side * side * 3);
  for (let cell = 0; cell < side * side; cell++) {
    const row = tableRow(values[cell * 3 + channel]!, limit) * 3;
    data.set(table.subarray(row, row + 3), cell * 3);
  }
  return encode({ width: side, height: side, channels: 3, data });
}

/** The i-th picture of a stage; one that all share (δ [H, W, 3], a frame [1, H, W, 3]) is everyone's. */
function picture({ shape, values }: Stage, index: number): Float32Array {
  const count = shape.length === 3 ? 1 : shape[0]!;
  const size = values.length / count;
  const start = Math.min(index, count - 1) * size;
  return values.subarray(start, start + size);
}

/** δ ⊙ m of the i-th picture. */
function promptOf({ maskFull, pattern }: { maskFull: Stage; pattern: Stage }, index: number): Float32Array {
  const scaled = picture(pattern, index);
  return picture(maskFull, index).map((value, at) => value * scaled[at]!);
}

function largest(values: Float32Array = new Float32Array()): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
