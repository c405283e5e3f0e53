import { fill, type Tensor } from '../tf';
import { runOperation, type Operation } from './operation';

const operation: Operation<object, { shape: number[] }, Tensor> = {
  kernel: 'SmmZeros',
  portable: (_, { shape }) => fill(shape, 0),
};

/** Zeros of this shape; the caller disposes. Where filling costs a dispatch, it is done once. */
export function zeros<T extends Tensor>(shape: readonly number[]): T {
  return runOperation(operation, {}, { shape: [...shape] }) as T;
}
