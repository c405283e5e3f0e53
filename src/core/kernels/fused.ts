/**
 * Thin typed doors to TensorFlow.js' fused kernels: filter, bias and activation in one call, straight past the tape
 * (`tf.fused.*` would take itself apart under a gradient, and would compute filter gradients nobody wants).
 */
import { engine, type Tensor, type Tensor1D, type Tensor2D, type Tensor4D } from '../tf';

export type Activation = 'relu' | 'relu6' | 'linear';

/** Rows and columns of zeros before and after, the same on both axes. */
export interface Padding {
  readonly before: number;
  readonly after: number;
}

interface ConvolutionCall {
  /** [B, H, W, in] */
  readonly x: Tensor4D;
  /** [k, k, in, out]; depthwise [k, k, channels, 1] */
  readonly filter: Tensor4D;
  /** [out] */
  readonly bias?: Tensor1D;
  readonly stride: number;
  readonly padding: 'same' | Padding;
  readonly activation: Activation;
}

export function fusedConvolution(call: ConvolutionCall): Tensor4D {
  return run('FusedConv2D', convolutionInputs(call), convolutionAttributes(call)) as Tensor4D;
}

export function fusedDepthwise(call: ConvolutionCall): Tensor4D {
  return run('FusedDepthwiseConv2D', convolutionInputs(call), convolutionAttributes(call)) as Tensor4D;
}

/**
 * x·W + b for every pixel: a 1×1 convolution as one matrix product over all rows of the batch.
 * @param x [B, H, W, in]
 * @param filter [in, out], or turned [out, in]
 */
export function fusedPointwise({
  x,
  filter,
  turned,
  bias,
  activation,
}: {
  x: Tensor4D;
  filter: Tensor2D;
  turned: boolean;
  bias?: Tensor1D;
  activation: Activation;
}): Tensor4D {
  const [batch, height, width, inputs] = x.shape;
  const rows = batch * height * width;
  const outputs = filter.shape[turned ? 0 : 1];
  const a = reshape(x, [1, rows, inputs]);
  const b = reshape(filter, [1, ...filter.shape]);
  const product = run('_FusedMatMul', bias ? { a, b, bias } : { a, b }, {
    transposeA: false,
    transposeB: turned,
    activation,
  });
  const y = reshape(product, [batch, height, width, outputs]) as Tensor4D;
  a.dispose();
  b.dispose();
  product.dispose();
  return y;
}

function convolutionInputs({ x, filter, bias }: ConvolutionCall): Record<string, Tensor> {
  return bias ? { x, filter, bias } : { x, filter };
}

function convolutionAttributes({ stride, padding, activation }: ConvolutionCall): Record<string, unknown> {
  return {
    strides: [stride, stride],
    pad:
      padding === 'same'
        ? 'same'
        : [
            [0, 0],
            [padding.before, padding.after],
            [padding.before, padding.after],
            [0, 0],
          ],
    dataFormat: 'NHWC',
    dilations: [1, 1],
    activation,
  };
}

function reshape(x: Tensor, shape: number[]): Tensor {
  return run('Reshape', { x }, { shape });
}

function run(kernel: string, inputs: Record<string, Tensor>, attributes: Record<string, unknown>): Tensor {
  return engine().runKernel(kernel, inputs as never, attributes as never) as Tensor;
}
