import type { TensorInfo } from '../../tf';
import { registerHeapKernel } from './register';

type Shape = [number, number, number, number];

registerHeapKernel<{ x: TensorInfo; dy: TensorInfo }>(
  'SmmWeightGradient',
  ({ inputs: { x, dy }, kernels, address, make, withScratch }) => {
    const [batch, height, width, inputs] = x.shape as Shape;
    const [, , , outputs] = dy.shape as Shape;
    const result = make([3, 3, inputs, outputs]);
    withScratch(kernels.weightGradientScratch(height, width, inputs, outputs), (scratch) =>
      kernels.weightGradient(
        address(x),
        address(dy),
        address(result),
        scratch,
        batch,
        height,
        width,
        inputs,
        outputs,
      ),
    );
    return result;
  },
);
