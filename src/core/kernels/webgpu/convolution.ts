/**
 * The generator's 3×3 convolutions, both ways. Its few channels would leave most of a tile of a matrix product idle
 * (8 of 32 columns in the first layer); here every thread has work, and the way back reads the filter where it stands,
 * turned as it goes.
 */
import type { TensorInfo } from '../../tf';
import {
  fourAt,
  fourWritten,
  lanesOf,
  registerWebGPUKernel,
  repeated,
  WORKGROUP,
  type Binding,
  type Program,
} from './program';

/** Pixels of a row that a thread computes, four channels each: their windows share most of what is read. */
const PIXELS = 4;

registerWebGPUKernel<{ x: TensorInfo; weight: TensorInfo; bias: TensorInfo }>(
  'SmmConvolution',
  ({ inputs: { x, weight, bias }, run }) => {
    const channels = weight.shape[3]!;
    const lanes = lanesOf(channels);
    const row = (column: number, lane: number): string => `(3 * tap + ${column}) * depth + k + ${lane}`;
    return run(
      program({
        name: 'convolution',
        x,
        channels,
        inputs: { weight: { tensor: weight, lanes }, bias: { tensor: bias, lanes } },
        functions: fourAt('weight', lanes) + fourAt('bias', lanes),
        start: 'biasAt(0, channel, channels)',
        weights: (column, lane) => `weightAt(${row(column, lane)}, channel, channels)`,
        add: (pixel, lane, x, w) => `sum${pixel} += ${x}[${lane}] * ${w};`,
      }),
    );
  },
);

registerWebGPUKernel<{ dy: TensorInfo; weight: TensorInfo; place: TensorInfo | null }>(
  'SmmConvolutionBack',
  ({ inputs: { dy, weight, place }, run }) => {
    const [, , channels, depth] = weight.shape as [number, number, number, number];
    const lanes = lanesOf(depth);
    const row = (column: number, lane: number): string =>
      `(3 * (2 - tap) + ${2 - column}) * channels + channel + ${lane}`;
    return run({
      ...program({
        name: 'convolutionBack',
        x: dy,
        channels,
        inputs: { weight: { tensor: weight, lanes } },
        functions: fourAt('weight', lanes),
        start: 'vec4<f32>(0.0)',
        weights: (column, lane) => `weightAt(${row(column, lane)}, k, depth)`,
        add: (pixel, lane, x, w) => `sum${pixel}[${lane}] += dot(${x}, ${w});`,
      }),
      over: place,
    });
  },
);

interface Direction {
  readonly name: string;
  /** what is convolved, and the channels of the result */
  readonly x: TensorInfo;
  readonly channels: number;
  readonly inputs: Readonly<Record<string, Binding>>;
  /** WGSL: what reads them, and where the four sums of a pixel start */
  readonly functions: string;
  readonly start: string;
  /** WGSL: four weights of a column of the filter, and what they add to a pixel's sums */
  weights(column: number, lane: number): string;
  add(pixel: number, lane: number, x: string, weights: string): string;
}

function program({ name, x, channels, inputs, functions, start, weights, add }: Direction): Program {
  const [batch, height, width, depth] = x.shape as [number, number, number, number];
  const shape = [batch, height, width, channels];
  const threads = batch * height * Math.ceil(width / PIXELS) * Math.ceil(channels / 4);
  const workgroups = Math.ceil(threads / WORKGROUP);
  const xLanes = lanesOf(depth);
  const lanes = lanesOf(channels);
  return {
    name,
    inputs: { x: { tensor: x, lanes: xLanes }, ...inputs },
    shape,
    lanes,
    workgroups,
    integers: { threads, height, width, depth, channels },
    trips: 9 * depth,
    multiplyAdds: workgroups * WORKGROUP * PIXELS * 4 * 9 * 4 * Math.ceil(depth / 4),
    source: `
      ${fourAt('x', xLanes)}
      ${functions}
      ${fourWritten(lanes)}
      fn pixelAt(start : i32, column : i32, k : i32) -> vec4<f32> {
        if (column < 0 || column >= uniforms.width) { return vec4<f32>(0.0); }
        return xAt(start + column, k, uniforms.depth);
      }
      fn main(index : i32) {
        if (index >= uniforms.threads) { return; }
        let depth = uniforms.depth;
        let channels = uniforms.channels;
        let groups = (channels + 3) / 4;
        let across = (uniforms.width + ${PIXELS - 1}) / ${PIXELS};
        let channel = 4 * (index % groups);
        let column = ${PIXELS} * ((index / groups) % across);
        let line = index / (groups * across);
        ${repeated(PIXELS, (pixel) => `var sum${pixel} = ${start};`)}
        for (var tap = 0; tap < 3; tap++) {
          let row = line % uniforms.height + tap - 1;
          if (row < 0 || row >= uniforms.height) { continue; }
          let pixels = (line + tap - 1) * uniforms.width;
          for (var k = 0; k < depth; k += 4) {
            ${repeated(PIXELS + 2, (pixel) => `let x${pixel} = pixelAt(pixels, column + ${pixel - 1}, k);`)}
            ${repeated(12, (tap) => {
              const [across, lane] = [Math.floor(tap / 4), tap % 4];
              const w = `w${across}${lane}`;
              return `let ${w} = ${weights(across, lane)};
                ${repeated(PIXELS, (pixel) => add(pixel, lane, `x${pixel + across}`, w))}`;
            })}
          }
        }
        ${repeated(
          PIXELS,
          (pixel) => `
            if (column + ${pixel} < uniforms.width) {
              write(line * uniforms.width + column + ${pixel}, channel, channels, sum${pixel});
            }`,
        )}
      }`,
  };
}
