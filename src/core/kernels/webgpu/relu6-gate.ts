import { util, type TensorInfo } from '../../tf';
import { lanesOf, registerWebGPUKernel, typeOf, WORKGROUP } from './program';

registerWebGPUKernel<{ gradient: TensorInfo; activation: TensorInfo }>(
  'SmmRelu6Gate',
  ({ inputs: { gradient, activation }, run }) => {
    const size = util.sizeFromShape(gradient.shape);
    const lanes = lanesOf(size);
    const type = typeOf(lanes);
    return run({
      name: 'relu6Gate',
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
          result[index] = select(${type}(0.0), gradient[index], (y > ${type}(0.0)) & (y < ${type}(6.0)));
        }`,
    });
  },
);
