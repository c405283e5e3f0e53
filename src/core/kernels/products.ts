import { matMul, type Tensor3D } from '../tf';
import { runOperation, type Operation } from './operation';

interface ProductsInputs {
  /** [count, rows, in] */
  readonly a: Tensor3D;
  /** [count, in, out], or turned [count, out, in] */
  readonly b: Tensor3D;
}

const operation: Operation<ProductsInputs, { turned: boolean }, Tensor3D> = {
  kernel: 'SmmProducts',
  portable: ({ a, b }, { turned }) => matMul(a, b, false, turned) as Tensor3D,
};

/**
 * Pairs of matrices, multiplied [count, rows, out]; the caller disposes. TensorFlow.js' wasm backend takes such pairs
 * value by value: our own kernel is some ten times as fast there.
 */
export function products(a: Tensor3D, b: Tensor3D, { turned = false } = {}): Tensor3D {
  return runOperation(operation, { a, b }, { turned });
}
