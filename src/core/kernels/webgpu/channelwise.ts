import { util, type TensorInfo } from '../../tf';
import { lanesOf, type Binding, type Lanes } from './program';

/** How a tensor whose last axis holds channels is read, together with what there is of each channel. */
export function channelwise({ shape }: TensorInfo): {
  lanes: Lanes;
  /** groups of lanes, in all and of one pixel */
  values: number;
  columns: number;
  bound(tensors: Record<string, TensorInfo>): Record<string, Binding>;
} {
  const channels = shape.at(-1)!;
  const lanes = lanesOf(channels);
  return {
    lanes,
    values: util.sizeFromShape(shape) / lanes,
    columns: channels / lanes,
    bound: (tensors) =>
      Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, { tensor, lanes }])),
  };
}
