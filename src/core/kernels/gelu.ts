/**
 * GELU as PyTorch has it by default: x · Φ(x), Φ being the normal distribution, by the error function and not by tanh.
 *
 * TensorFlow.js computes erf by Abramowitz & Stegun 7.1.26 on every backend, off by at most 1.5e-7; gelu.test.ts holds
 * the whole of GELU against PyTorch's.
 */
import { add, erf, exp, mul, square, type Tensor } from '../tf';
import { runOperation, type Operation } from './operation';

const { SQRT1_2, PI, SQRT2 } = Math;

interface GeluInputs {
  /** any shape */
  readonly x: Tensor;
}

export const geluOperation: Operation<GeluInputs, object, Tensor> = {
  kernel: 'SmmGelu',
  portable: ({ x }) => mul(x, normalDistribution(x)),
};

export const geluBackOperation: Operation<GeluInputs & { readonly gradient: Tensor }, object, Tensor> = {
  kernel: 'SmmGeluBack',
  portable({ x, gradient }) {
    const density = mul(exp(mul(square(x), -0.5)), 1 / (SQRT2 * Math.sqrt(PI)));
    return mul(gradient, add(normalDistribution(x), mul(x, density)));
  },
};

function normalDistribution(x: Tensor): Tensor {
  return mul(add(erf(mul(x, SQRT1_2)), 1), 0.5);
}

/** x · Φ(x), same shape; the caller disposes */
export function gelu<T extends Tensor>(x: T): T {
  return runOperation(geluOperation, { x }, {}) as T;
}

/**
 * @param x what GELU was given, any shape
 * @param gradient by its result, same shape
 * @returns gradient by x; the caller disposes
 */
export function geluBack<T extends Tensor>(x: T, gradient: T): T {
  return runOperation(geluBackOperation, { x, gradient }, {}) as T;
}
