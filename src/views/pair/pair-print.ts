import { dataName } from '../../store/data-name';
import type { Messages } from '../../messages/messages';
import { provenanceOf } from '../../trace/provenance';
import type { PairStage } from '../../trace/pair-stages';
import { channelIndices, type ChannelIndex } from '../../ui/pictures/field';
import { tick } from '../../ui/pictures/number';
import type { Print, PrintedPicture } from '../../ui/pictures/print';
import { absence, gainOfCell, pixelsOfCell, type CellSide } from './cell';
import type { Drawn } from './use-pair';

/** A | B as a file: three rows of pictures, the two scales, and where both come from. */
export function pairPrint(
  drawn: Drawn,
  names: Readonly<Record<'a' | 'b', string>>,
  messages: Messages,
): Print {
  const { pair: text, saving } = messages;
  const { pair, ranges, stages, obstacles } = drawn;
  const sides: readonly CellSide[] = obstacles.length > 0 ? ['a', 'b'] : ['a', 'b', 'difference'];
  const masks = stages.find(({ id }) => id === 'mask');
  const step = (side: 'a' | 'b') => text.step(pair[side].snapshot.step);
  const runs = [pair.a.run, ...(pair.what === 'run' ? [pair.b.run] : [])];
  return {
    heading: text.save.heading(
      `${names.a}, ${step('a')}`,
      `${names.b}, ${step('b')}`,
      `${dataName(pair.a.run.config.data)}, ${pair.a.sampleId.replace('/', ' ')}`,
    ),
    rows: sides.map((side) => ({
      title: text.signs[side],
      pictures: stages.flatMap((stage) => picturesOf(drawn, { stage, side }, messages)),
    })),
    side: drawn.a.side,
    ramps: masks
      ? [
          { title: text.ranges.masks, limit: ranges.limit },
          ...(masks.difference && !masks.same
            ? [{ title: text.ranges.difference, limit: ranges.differenceLimit }]
            : []),
        ]
      : [],
    provenance: [...runs.map((run) => provenanceOf(run, messages)), saving.by],
  };
}

function picturesOf(
  drawn: Drawn,
  { stage, side }: { readonly stage: PairStage; readonly side: CellSide },
  { pair: text, pipeline }: Messages,
): readonly PrintedPicture[] {
  const channels: readonly (ChannelIndex | 'all')[] = stage.id === 'mask' ? channelIndices : ['all'];
  return channels.map((channel) => {
    const sign = channel === 'all' ? '' : ` ${pipeline.channelSigns[channel]}`;
    const symbol = side === 'a' ? `${text.stages[stage.id].symbol}${sign}` : '';
    const field = stage[side];
    const same = side === 'difference' && stage.same;
    if (!field || same) {
      const why = same
        ? text.same
        : channel === 'all' || channel === 0
          ? absence({ drawn, stage, side }, text)
          : '';
      return { symbol, note: why, pixels: blank };
    }
    const { gain } = gainOfCell({ drawn, stage, side });
    const note = gain === null ? '' : `${text.amplified(gain)}, ±${tick(1 / gain)}`;
    return { symbol, note, pixels: pixelsOfCell(field, { drawn, stage, side, channel, theme: 'light' }) };
  });
}

/** The place of a picture that there is not. */
const blank = { width: 1, height: 1, data: new Uint8ClampedArray([250, 250, 248, 255]), clipped: 0 };
