import { runOperation, type Operation } from '../kernels/operation';
import { randomTensor, randomValues } from './method';
import * as tf from '../tf';
import type { Tensor, Tensor1D, Tensor4D } from '../tf';
import {
  channelMoments,
  normaliseRelu,
  normaliseReluBack,
  normaliseReluSums,
} from '../differentiable/batch-norm-operations';
import { convolve, convolveBack } from '../differentiable/convolution';
import { weightGradient } from '../differentiable/convolution-weight-gradient';
import { maxPoolBack } from '../differentiable/max-pool';
import { maxPoolThreeBack } from '../kernels/max-pool-three';

/** An operation with something to work on. */
export interface OperationCase {
  readonly kernel: string;
  /** by the current backend's kernel */
  run(): Tensor;
  portable(): Tensor;
}

export const OPERATIONS = [
  convolve,
  convolveBack,
  weightGradient,
  maxPoolBack,
  maxPoolThreeBack,
  channelMoments,
  normaliseRelu,
  normaliseReluSums,
  normaliseReluBack,
].map(({ kernel }) => kernel);

/** Odd sizes: three channels, sides that nothing divides, a row longer than it is wide, one sample. */
export const ODD_SIZES = [
  { shape: [1, 33, 33, 3], outputs: 7 },
  { shape: [2, 6, 10, 8], outputs: 16 },
  { shape: [3, 5, 2, 6], outputs: 3 },
  { shape: [2, 130, 5, 4], outputs: 5 },
] as const satisfies readonly { shape: Tensor4D['shape']; outputs: number }[];

function caseOf<Inputs extends object, Attributes extends object, Result extends Tensor>(
  operation: Operation<Inputs, Attributes, Result>,
  inputs: Inputs,
  attributes: Attributes,
): OperationCase {
  return {
    kernel: operation.kernel,
    run: () => runOperation(operation, inputs, attributes),
    portable: () => tf.tidy(() => operation.portable(inputs, attributes)),
  };
}

function vector(size: number, stream: string): Tensor1D {
  return tf.tensor1d(randomValues(size, stream));
}

/** Every operation on data of this shape; the weight gradient with so many outputs. */
export function operationCases({
  shape,
  outputs,
}: {
  shape: Tensor4D['shape'];
  outputs: number;
}): readonly OperationCase[] {
  const [batch, height, width, channels] = shape;
  const epsilon = 1e-5;
  // few values, so that windows tie
  const coarse: Tensor4D = tf.round(randomTensor(shape, 'coarse'));
  const maxima = tf.maxPool(coarse, 2, 2, 'valid');
  const largest = tf.maxPool(coarse, 3, 2, [
    [0, 0],
    [1, height % 2],
    [1, width % 2],
    [0, 0],
  ]);
  const x: Tensor4D = tf.add(tf.mul(randomTensor(shape, 'x'), 1e-2), 3);
  const moments = tf.tidy(() => channelMoments.portable({ x }, {}));
  const scale = vector(channels, 'scale');
  const shift = vector(channels, 'shift');
  const y = tf.tidy(() => normaliseRelu.portable({ x, moments, scale, shift }, { epsilon }));
  const passed = { x, y, dy: randomTensor(shape, 'dy'), moments };
  const sums = tf.tidy(() => normaliseReluSums.portable(passed, { epsilon }));
  const weight = randomTensor([3, 3, channels, outputs], 'weight');
  const dy = randomTensor([batch, height, width, outputs], 'outputs');
  return [
    caseOf(convolve, { x, weight, bias: vector(outputs, 'bias') }, {}),
    caseOf(convolveBack, { dy, weight, place: null }, {}),
    caseOf(weightGradient, { x, dy }, {}),
    caseOf(maxPoolBack, { x: coarse, y: maxima, dy: randomTensor(maxima.shape, 'pooled') }, {}),
    caseOf(maxPoolThreeBack, { x: coarse, y: largest, dy: randomTensor(largest.shape, 'largest') }, {}),
    caseOf(channelMoments, { x }, {}),
    caseOf(normaliseRelu, { x, moments, scale, shift }, { epsilon }),
    caseOf(normaliseReluSums, passed, { epsilon }),
    caseOf(normaliseReluBack, { ...passed, sums, scale }, { epsilon }),
  ];
}
