import type { TensorInfo } from '../../tf';
import { adamNumbers, type AdamAttributes } from '../adam-numbers';
import { registerWebGPUKernel, WORKGROUP } from './program';

interface AdamInputs {
  readonly values: TensorInfo;
  readonly gradient: TensorInfo;
  readonly vector: TensorInfo;
}

/** A thread moves one parameter: a dozen passes over the vectors in one. */
registerWebGPUKernel<AdamInputs, AdamAttributes>(
  'SmmAdam',
  ({ inputs: { values, gradient, vector }, attributes, run }) => {
    const count = vector.shape[1]!;
    const { keep1, keep2, ...numbers } = adamNumbers(attributes);
    return run({
      name: 'adam',
      inputs: {
        values: { tensor: values, lanes: 1 },
        gradient: { tensor: gradient, lanes: 1 },
        moments: { tensor: vector, lanes: 1 },
      },
      shape: [3, count],
      lanes: 1,
      workgroups: Math.ceil(count / WORKGROUP),
      integers: { count },
      floats: { keep1, keep2, take1: 1 - keep1, take2: 1 - keep2, ...numbers },
      trips: 1,
      source: `
        fn main(index : i32) {
          let count = uniforms.count;
          if (index >= count) { return; }
          let g = gradient[index];
          let first = uniforms.keep1 * moments[count + index] + uniforms.take1 * g;
          let second = uniforms.keep2 * moments[2 * count + index] + uniforms.take2 * (g * g);
          let direction = first / (sqrt(second) / uniforms.correction + uniforms.epsilon);
          result[index] = values[index] - uniforms.rate * direction;
          result[count + index] = first;
          result[2 * count + index] = second;
        }`,
    });
  },
);
