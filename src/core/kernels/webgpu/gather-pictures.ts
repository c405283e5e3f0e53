import type { TensorInfo } from '../../tf';
import type { GatherAttributes, GatherInputs } from '../../pictures/gather-pictures';
import { registerWebGPUKernel, WORKGROUP } from './program';

/**
 * The triangle filter of one axis. Pixel i of `to` shows the neighbourhood of (2i + 1) / (2 to) of the picture, `size`
 * pixels wide; it reaches max(size, to) / to pixels to either side. Everything times 2 to, and pixels, distances and
 * weights are whole numbers: no rounding, and no tap is in doubt.
 */
const FILTER = `
  struct Taps { first : i32, end : i32, middle : i32, reach : i32 };
  fn tapsOf(i : i32, size : i32, to : i32) -> Taps {
    let middle = (2 * i + 1) * size;
    let reach = 2 * max(size, to);
    return Taps(max(0, (middle - reach + to) / (2 * to)), min(size, (middle + reach + to) / (2 * to)), middle, reach);
  }
  fn weightOf(taps : Taps, pixel : i32, to : i32) -> i32 {
    return max(0, taps.reach - abs((2 * pixel + 1) * to - taps.middle));
  }`;

/** Bytes as they stand in memory, the first in the lowest bits. */
const BYTES = `
  fn byteAt(word : i32, at : i32) -> i32 { return (bytes[word + at / 4] >> u32(8 * (at % 4))) & 0xff; }
  fn colourAt(word : i32, pixel : i32, channels : i32) -> vec3<i32> {
    let at = pixel * channels;
    let value = byteAt(word, at);
    if (channels == 1) { return vec3<i32>(value); }
    return vec3<i32>(value, byteAt(word, at + 1), byteAt(word, at + 2));
  }`;

/** Two numbers in one integer, as pictures/picture-table.ts writes them. */
const PAIRS = `
  fn first(both : i32) -> i32 { return both & 0xffff; }
  fn second(both : i32) -> i32 { return (both >> 16u) & 0xffff; }`;

/** A thread makes one pixel, all three channels of it. */
registerWebGPUKernel<{ [Name in keyof GatherInputs]: TensorInfo }, GatherAttributes>(
  'SmmGatherPictures',
  ({ inputs: { bytes, table }, attributes, run }) => {
    const { side, before, shown, resized, taps, gain, offset } = attributes;
    const count = table.shape[0]! / 4;
    const pixels = count * side * side;
    return run({
      name: 'gatherPictures',
      inputs: { bytes: { tensor: bytes, lanes: 1 }, table: { tensor: table, lanes: 4 } },
      shape: [count, side, side, 3],
      lanes: 1,
      workgroups: Math.ceil(pixels / WORKGROUP),
      integers: { pixels, side, before, shown, resized },
      floats: {
        ...{ redGain: gain[0], greenGain: gain[1], blueGain: gain[2] },
        ...{ redOffset: offset[0], greenOffset: offset[1], blueOffset: offset[2] },
      },
      trips: taps,
      // a tap: its weight, and three channels times that
      otherMultiplyAdds: count * shown * shown * taps * 4,
      source: `
      ${FILTER}
      ${BYTES}
      ${PAIRS}
      fn write(index : i32, colour : vec3<f32>) {
        result[3 * index] = colour.x;
        result[3 * index + 1] = colour.y;
        result[3 * index + 2] = colour.z;
      }
      fn main(index : i32) {
        if (index >= uniforms.pixels) { return; }
        let x = index % uniforms.side - uniforms.before;
        let y = (index / uniforms.side) % uniforms.side - uniforms.before;
        if (x < 0 || y < 0 || x >= uniforms.shown || y >= uniforms.shown) {
          write(index, vec3<f32>(0.0));
          return;
        }
        let entry = table[index / (uniforms.side * uniforms.side)];
        let width = first(entry.y);
        let channels = first(entry.w);
        let to = uniforms.resized;
        let column = first(entry.z) + select(x, uniforms.shown - 1 - x, second(entry.w) == 1);
        let across = tapsOf(column, width, to);
        let down = tapsOf(second(entry.z) + y, second(entry.y), to);
        var weights = 0;
        for (var pixel = across.first; pixel < across.end; pixel++) { weights += weightOf(across, pixel, to); }
        var colour = vec3<f32>(0.0);
        var allWeights = 0.0;
        for (var row = down.first; row < down.end; row++) {
          var inRow = vec3<i32>(0);
          for (var pixel = across.first; pixel < across.end; pixel++) {
            inRow += weightOf(across, pixel, to) * colourAt(entry.x, row * width + pixel, channels);
          }
          let weight = f32(weightOf(down, row, to));
          colour += weight * vec3<f32>(inRow);
          allWeights += weight;
        }
        let gain = vec3<f32>(uniforms.redGain, uniforms.greenGain, uniforms.blueGain);
        let offset = vec3<f32>(uniforms.redOffset, uniforms.greenOffset, uniforms.blueOffset);
        write(index, colour / (f32(weights) * allWeights) * gain + offset);
      }`,
    });
  },
);
