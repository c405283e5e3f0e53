import { util, type TensorInfo } from '../../tf';
import { registerHeapKernel } from './register';

registerHeapKernel<{ x: TensorInfo }>('SmmGelu', ({ inputs: { x }, kernels, ...heap }) => {
  const result = heap.make(x.shape);
  kernels.gelu(heap.address(x), heap.address(result), util.sizeFromShape(x.shape));
  return result;
});

registerHeapKernel<{ x: TensorInfo; gradient: TensorInfo }>(
  'SmmGeluBack',
  ({ inputs: { x, gradient }, kernels, ...heap }) => {
    const result = heap.make(x.shape);
    const addresses = [x, gradient, result].map(heap.address);
    kernels.geluBack(...addresses, util.sizeFromShape(x.shape));
    return result;
  },
);
