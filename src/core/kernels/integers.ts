import { tensor1d, type Tensor1D } from '../tf';
import { runOperation, type Operation } from './operation';

const upload: Operation<object, { values: Int32Array }, Tensor1D> = {
  kernel: 'SmmIntegers',
  portable: (_, { values }) => tensor1d(values, 'int32'),
};

/** Integers on the device, by the shortest way there is; the caller disposes. */
export function integers(values: Int32Array): Tensor1D {
  return runOperation(upload, {}, { values });
}
