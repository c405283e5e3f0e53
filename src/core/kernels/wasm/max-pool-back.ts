import type { TensorInfo } from '../../tf';
import { registerHeapKernel } from './register';

registerHeapKernel<{ x: TensorInfo; y: TensorInfo; dy: TensorInfo }>(
  'SmmMaxPoolBack',
  ({ inputs: { x, y, dy }, kernels, address, make }) => {
    const [batch, height, width, channels] = x.shape as [number, number, number, number];
    const result = make(x.shape);
    kernels.maxPoolBack(address(x), address(y), address(dy), address(result), batch, height, width, channels);
    return result;
  },
);
