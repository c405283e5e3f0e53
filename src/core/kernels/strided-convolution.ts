import type { Tensor4D } from '../tf';
import { fusedConvolution, type Padding } from './fused';
import { interleaved } from './interleave';
import type { Operation } from './operation';

interface StridedConvolutionBackInputs {
  /** by the output ahead of the activation [B, ⌈H/2⌉, ⌈H/2⌉, out] */
  readonly gradient: Tensor4D;
  /** [k, k, in, out] */
  readonly filter: Tensor4D;
  /** the four phases of the way back, [size, size, out, 4·in] (see phaseFilter) */
  readonly phases: Tensor4D;
}

interface StridedConvolutionBackAttributes {
  /** H of the forward pass */
  readonly side: number;
  readonly stride: 2;
  /** rows of padding ahead of the first one in the forward pass */
  readonly before: number;
  /** of the phases */
  readonly padding: Padding;
}

/** Gradient by the input of a dense convolution with stride 2 [B, H, H, in]. */
export const stridedConvolutionBack: Operation<
  StridedConvolutionBackInputs,
  StridedConvolutionBackAttributes,
  Tensor4D
> = {
  kernel: 'SmmStridedConvolutionBack',
  portable({ gradient, phases }, { side, padding }) {
    const apart = fusedConvolution({
      x: gradient,
      filter: phases,
      stride: 1,
      padding,
      activation: 'linear',
    });
    return interleaved(apart, side);
  },
};
