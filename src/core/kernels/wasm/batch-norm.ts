import { util, type TensorInfo } from '../../tf';
import { registerHeapKernel } from './register';

interface Normalised {
  readonly x: TensorInfo;
  readonly moments: TensorInfo;
}
interface Passed extends Normalised {
  readonly y: TensorInfo;
  readonly dy: TensorInfo;
}
interface Epsilon {
  readonly epsilon: number;
}

/** The batch's pixels in a row, and what the sums over them need: two doubles a channel and eight floats. */
function extents({ shape }: TensorInfo): { pixels: number; channels: number; scratch: number } {
  const channels = shape.at(-1)!;
  return { pixels: util.sizeFromShape(shape) / channels, channels, scratch: 4 * channels + 8 };
}

registerHeapKernel<Pick<Normalised, 'x'>>(
  'SmmChannelMoments',
  ({ inputs: { x }, kernels, address, make, withScratch }) => {
    const { pixels, channels, scratch } = extents(x);
    const result = make([2, channels]);
    withScratch(scratch, (at) => kernels.channelMoments(address(x), address(result), at, pixels, channels));
    return result;
  },
);

registerHeapKernel<Normalised & { scale: TensorInfo; shift: TensorInfo }, Epsilon>(
  'SmmBatchNormRelu',
  ({ inputs: { x, moments, scale, shift }, attributes: { epsilon }, kernels, address, make }) => {
    const { pixels, channels } = extents(x);
    const result = make(x.shape);
    kernels.batchNormRelu(
      address(x),
      address(moments),
      address(scale),
      address(shift),
      address(result),
      pixels,
      channels,
      epsilon,
    );
    return result;
  },
);

registerHeapKernel<Passed, Epsilon>(
  'SmmBatchNormReluSums',
  ({ inputs: { x, y, dy, moments }, attributes: { epsilon }, kernels, address, make, withScratch }) => {
    const { pixels, channels, scratch } = extents(x);
    const result = make([2, channels]);
    withScratch(scratch, (at) =>
      kernels.batchNormReluSums(
        address(x),
        address(y),
        address(dy),
        address(moments),
        address(result),
        at,
        pixels,
        channels,
        epsilon,
      ),
    );
    return result;
  },
);

registerHeapKernel<Passed & { sums: TensorInfo; scale: TensorInfo }, Epsilon>(
  'SmmBatchNormReluBack',
  ({ inputs: { x, y, dy, moments, sums, scale }, attributes: { epsilon }, kernels, address, make }) => {
    const { pixels, channels } = extents(x);
    const result = make(x.shape);
    kernels.batchNormReluBack(
      address(x),
      address(y),
      address(dy),
      address(moments),
      address(sums),
      address(scale),
      address(result),
      pixels,
      channels,
      epsilon,
    );
    return result;
  },
);
