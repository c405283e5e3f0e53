import { util, type TensorInfo } from '../../tf';
import type { GateKind } from '../relu-gate';
import { gated, lanesOf, registerWebGPUKernel, typeOf, WORKGROUP } from './program';

registerWebGPUKernel<{ gradient: TensorInfo; activation: TensorInfo }, { of: GateKind }>(
  'SmmReluGate',
  ({ inputs: { gradient, activation }, attributes: { of }, run }) => {
    const size = util.sizeFromShape(gradient.shape);
    const lanes = lanesOf(size);
    const type = typeOf(lanes);
    return run({
      name: 'reluGate',
      variant: [of],
      inputs: { gradient: { tensor: gradient, lanes }, activation: { tensor: activation, lanes } },
      shape: gradient.shape,
      lanes,
      workgroups: Math.ceil(size / lanes / WORKGROUP),
      integers: { values: size / lanes },
      trips: 1,
      source: `
        fn main(index : i32) {
          if (index >= uniforms.values) { return; }
          let y = activation[index];
          result[index] = ${gated({ type, of, value: 'gradient[index]', y: 'y' })};
        }`,
    });
  },
);
