import type { PerChannel } from '../lib/per-channel';
import { tensor1d, type Scalar, type Tensor1D } from './tf';

/** What a picture [.., 3] is added to or multiplied by; inside a tidy. */
export function asTerm(value: PerChannel): number | Scalar | Tensor1D {
  return typeof value === 'number' ? value : tensor1d([...value]);
}
