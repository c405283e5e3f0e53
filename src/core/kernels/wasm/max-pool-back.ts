import type { TensorInfo } from '../../tf';
import { registerHeapKernel } from './register';

interface MaxPoolBackInputs {
  readonly x: TensorInfo;
  readonly y: TensorInfo;
  readonly dy: TensorInfo;
}

function register(kernelName: string, kernel: 'maxPoolBack' | 'maxPoolThreeBack'): void {
  registerHeapKernel<MaxPoolBackInputs>(kernelName, ({ inputs: { x, y, dy }, kernels, address, make }) => {
    const [batch, height, width, channels] = x.shape as [number, number, number, number];
    const result = make(x.shape);
    kernels[kernel](address(x), address(y), address(dy), address(result), batch, height, width, channels);
    return result;
  });
}

register('SmmMaxPoolBack', 'maxPoolBack');
register('SmmMaxPoolThreeBack', 'maxPoolThreeBack');
