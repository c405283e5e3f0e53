import { beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '../../lib/random';
import { PUBLISHED } from '../../lib/normalisation';
import type { Field } from '../../ui/pictures/field';
import { packedColours } from '../../ui/pictures/live-colours';
import { mapPixels, naturalPixels, signedPixels, type ColourRule } from '../../ui/pictures/pixels';
import { startWebGPU } from '../testing/webgpu';
import * as tf from '../tf';
import { inOneRow, PicturePass } from './picture-pass';

const missing = await startWebGPU();
if (missing) console.warn(missing);

/** What the page paints of the same values once they are read back. */
function painted(field: Field, colours: ColourRule): Uint8ClampedArray {
  if (colours.by === 'diverging') return mapPixels({ ...field, channels: 3 }, colours).data;
  return colours.by === 'signed'
    ? signedPixels(field, colours.gain).data
    : naturalPixels(field, colours).data;
}

const imageNet = { scale: 1, shift: [0.485, 0.456, 0.406], divisor: [0.229, 0.224, 0.225] } as const;

describe.skipIf(missing)('on webgpu', () => {
  let device: GPUDevice;
  let pass: PicturePass;

  beforeAll(() => {
    ({ device } = tf.backend() as unknown as { device: GPUDevice });
    pass = new PicturePass(device, 'rgba8unorm');
  });

  /** Draws fields beside each other and cuts them out again. */
  async function drawn(pictures: readonly { field: Field; colours: ColourRule }[]): Promise<Uint8Array[]> {
    const { places, width, height } = inOneRow(pictures.map(({ field }) => field));
    const usage = GPUTextureUsage.RENDER_ATTACHMENT | GPUTextureUsage.COPY_SRC;
    const texture = device.createTexture({ size: [width, height], format: 'rgba8unorm', usage });
    const bytesPerRow = Math.ceil((width * 4) / 256) * 256;
    const read = device.createBuffer({
      size: bytesPerRow * height,
      usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ,
    });
    device.pushErrorScope('validation');
    const all = pictures.map(({ field, colours }, index) => {
      const values = device.createBuffer({
        size: field.values.byteLength,
        usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST,
      });
      device.queue.writeBuffer(values, 0, field.values);
      return { values, picture: pass.place({ place: places[index]!, colours: packedColours(colours) }) };
    });
    const encoder = device.createCommandEncoder();
    pass.record(encoder, texture.createView(), all);
    encoder.copyTextureToBuffer({ texture }, { buffer: read, bytesPerRow }, [width, height]);
    device.queue.submit([encoder.finish()]);
    expect((await device.popErrorScope())?.message).toBeUndefined();
    await read.mapAsync(GPUMapMode.READ);
    const bytes = new Uint8Array(read.getMappedRange()).slice();
    return places.map((place) => {
      const rows = Array.from({ length: place.height }, (_, row) => {
        const at = row * bytesPerRow + place.x * 4;
        return [...bytes.subarray(at, at + place.width * 4)];
      });
      return Uint8Array.from(rows.flat());
    });
  }

  async function expectSame(pictures: readonly { field: Field; colours: ColourRule }[]): Promise<void> {
    const results = await drawn(pictures);
    pictures.forEach(({ field, colours }, index) => {
      const differ = painted(field, colours).findIndex((byte, at) => byte !== results[index]![at]);
      expect(differ, `${JSON.stringify(colours)}: first byte that differs`).toBe(-1);
    });
  }

  const random = createRandom(8, 'pictures');
  const field = (width: number, height: number, value: () => number): Field => ({
    width,
    height,
    values: Float32Array.from({ length: width * height * 3 }, value),
  });
  const spread = (size: number) => () => size * (2 * random.uniform() - 1);

  test.each(['light', 'dark'] as const)('masks have the bytes that the page paints, %s', async (theme) => {
    const mask = field(13, 7, spread(1.3));
    await expectSame(
      ([0, 1, 2] as const).flatMap((channel) =>
        [0.4, 1, 2.5].map((limit) => ({
          field: mask,
          colours: { by: 'diverging' as const, channel, limit, theme },
        })),
      ),
    );
  });

  test('so have δ, δ ⊙ m and the masks in colour, at any gain', async () => {
    const pattern = field(33, 33, spread(0.02));
    await expectSame([1, 20, 50, 400].map((gain) => ({ field: pattern, colours: { by: 'signed', gain } })));
  });

  test('so have prompted pictures, denormalised and clamped, in colour and in grey', async () => {
    const prompted = field(31, 17, spread(2.4));
    await expectSame(
      [PUBLISHED, imageNet, 'unit' as const].flatMap((units) =>
        (['all', 0, 1, 2] as const).map((channel) => ({
          field: prompted,
          colours: { by: 'natural' as const, units, channel },
        })),
      ),
    );
  });

  test('at every border between two bytes, on both sides of it', async () => {
    // (byte − zero) / scale and its neighbours among the floats: where another rounding would show
    const bits = new Int32Array(1);
    const beside = (value: number, by: number) => {
      new Float32Array(bits.buffer)[0] = value;
      bits[0]! += by;
      return new Float32Array(bits.buffer)[0]!;
    };
    const borders = Array.from({ length: 257 }, (_, byte) => byte - 0.5);
    const at = (line: (byte: number) => number) =>
      borders.flatMap((border) => [-1, 0, 1].map((by) => beside(line(border), by)));
    const all = (values: number[]): Field => ({
      width: values.length / 3,
      height: 1,
      values: Float32Array.from(values),
    });
    const half = 510 / 2;
    const rows = Array.from({ length: 511 }, (_, row) => row - half - 0.5);
    const limits = rows.flatMap((row) => [-1, 0, 1].map((by) => beside((row / half) * 0.7, by)));
    await expectSame([
      { field: all(at((byte) => (byte - 127.5) / (127.5 * 50))), colours: { by: 'signed', gain: 50 } },
      {
        field: all(at((byte) => (byte - 127) / 128)),
        colours: { by: 'natural', units: PUBLISHED, channel: 'all' },
      },
      ...([0, 1, 2] as const).map((channel) => ({
        field: all(limits),
        colours: { by: 'diverging' as const, channel, limit: 0.7, theme: 'light' as const },
      })),
    ]);
  });

  test('what is no number, and infinities, zeros and the smallest floats', async () => {
    const odd = [NaN, Infinity, -Infinity, 0, -0, 1e-45, -1e-45, 3.4e38, -3.4e38, NaN, 1, -1];
    const strange: Field = { width: 4, height: 1, values: Float32Array.from(odd) };
    const diverging = ([0, 1, 2] as const).flatMap((channel) =>
      [0, 1].map((limit) => ({ by: 'diverging' as const, channel, limit, theme: 'dark' as const })),
    );
    const natural = (['all', 1] as const).map((channel) => ({
      by: 'natural' as const,
      units: imageNet,
      channel,
    }));
    const all: ColourRule[] = [...diverging, ...natural, { by: 'signed', gain: 20 }];
    await expectSame(all.map((colours) => ({ field: strange, colours })));
  });

  test('a wrong byte would be found', async () => {
    const mask = field(5, 5, spread(1));
    const [bytes] = await drawn([{ field: mask, colours: { by: 'signed', gain: 1 } }]);
    expect([...bytes!]).not.toEqual([...painted(mask, { by: 'signed', gain: 1.01 })]);
  });
});
