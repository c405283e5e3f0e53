import type { TensorInfo } from '../../tf';
import type { GateKind } from '../relu-gate';
import {
  gated,
  lanesOf,
  registerWebGPUKernel,
  typeOf,
  WORKGROUP,
  type Program,
  type Shaped,
} from './program';

registerWebGPUKernel<{ x: TensorInfo }>('SmmPixelMean', ({ inputs: { x }, run }) => run(pixelMeanProgram(x)));

/** Global average pooling [B, H, W, C] → [B, 1, 1, C]: a thread adds up a channel group of a sample. */
export function pixelMeanProgram<Operand extends Shaped>(x: Operand): Program<Operand> {
  const [batch, height, width, channels] = x.shape as [number, number, number, number];
  const lanes = lanesOf(channels);
  const groups = channels / lanes;
  const pixels = height * width;
  return {
    name: 'pixelMean',
    inputs: { x: { tensor: x, lanes } },
    shape: [batch, 1, 1, channels],
    lanes,
    workgroups: Math.ceil((batch * groups) / WORKGROUP),
    integers: { threads: batch * groups, groups, pixels },
    trips: pixels,
    source: `
      fn main(index : i32) {
        if (index >= uniforms.threads) { return; }
        let start = (index / uniforms.groups) * uniforms.pixels * uniforms.groups + index % uniforms.groups;
        var sum = ${typeOf(lanes)}(0.0);
        for (var pixel = 0; pixel < uniforms.pixels; pixel++) { sum += x[start + pixel * uniforms.groups]; }
        result[index] = sum / f32(uniforms.pixels);
      }`,
  };
}

/** Its way back: an equal share for each pixel, gated by the activation whose output was pooled. */
registerWebGPUKernel<
  { gradient: TensorInfo; gate: TensorInfo | null },
  { height: number; width: number; gateOf: GateKind; inPlace?: boolean }
>(
  'SmmPixelMeanBack',
  ({ inputs: { gradient, gate }, attributes: { height, width, gateOf, inPlace }, run }) => {
    const [batch, channels] = gradient.shape as [number, number];
    const lanes = lanesOf(channels);
    const type = typeOf(lanes);
    const groups = channels / lanes;
    const pixels = height * width;
    const threads = batch * pixels * groups;
    const over = inPlace ? gate : null;
    return run({
      name: 'pixelMeanBack',
      variant: [gate ? gateOf : false],
      inputs: {
        gradient: { tensor: gradient, lanes },
        ...(gate && !over && { gate: { tensor: gate, lanes } }),
      },
      over,
      shape: [batch, height, width, channels],
      lanes,
      workgroups: Math.ceil(threads / WORKGROUP),
      integers: { threads, groups, pixels },
      floats: { share: 1 / pixels },
      trips: 1,
      source: `
        fn main(index : i32) {
          if (index >= uniforms.threads) { return; }
          let sample = index / (uniforms.groups * uniforms.pixels);
          let value = gradient[sample * uniforms.groups + index % uniforms.groups] * uniforms.share;
          ${gate ? `let y = ${over ? 'result' : 'gate'}[index]; result[index] = ${gated({ type, of: gateOf, value: 'value', y: 'y' })};` : 'result[index] = value;'}
        }`,
    });
  },
);
