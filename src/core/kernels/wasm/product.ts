import { util, type TensorInfo } from '../../tf';
import type { Activation } from '../fused';
import { ceilingOf, type GateKind } from '../relu-gate';
import { registerHeapKernel, type HeapCall } from './register';

interface PointwiseInputs {
  readonly x: TensorInfo;
  readonly filter: TensorInfo;
  readonly bias: TensorInfo | null;
  readonly addend: TensorInfo | null;
  readonly gate: TensorInfo | null;
}

registerHeapKernel<PointwiseInputs, { activation: Activation; gateOf: GateKind }>(
  'SmmPointwise',
  ({ inputs: { x, filter, bias, addend, gate }, attributes: { activation, gateOf }, kernels, ...heap }) => {
    const [inputs, outputs] = filter.shape as [number, number];
    const result = heap.make([...x.shape.slice(0, -1), outputs]);
    const rows = util.sizeFromShape(x.shape) / inputs;
    const addressOrNone = (tensor: TensorInfo | null): number => (tensor ? heap.address(tensor) : 0);
    heap.withScratch(kernels.pointwiseScratch(inputs, outputs), (scratch) =>
      kernels.pointwise(
        heap.address(x),
        heap.address(filter),
        addressOrNone(bias),
        addressOrNone(addend),
        addressOrNone(gate),
        heap.address(result),
        scratch,
        rows,
        inputs,
        outputs,
        ceilingOf(activation),
        ceilingOf(gateOf),
      ),
    );
    return result;
  },
);

/** @param turned the filter is that of the convolution whose way back this is */
function convolution(
  { kernels, ...heap }: Omit<HeapCall<object, object>, 'inputs' | 'attributes'>,
  {
    x,
    weight,
    bias,
    turned,
  }: { x: TensorInfo; weight: TensorInfo; bias: TensorInfo | null; turned: boolean },
): TensorInfo {
  const [batch, height, width, inputs] = x.shape as [number, number, number, number];
  const outputs = weight.shape[turned ? 2 : 3]!;
  const result = heap.make([batch, height, width, outputs]);
  heap.withScratch(kernels.convolutionScratch(height, width, inputs, outputs), (scratch) =>
    kernels.convolution(
      heap.address(x),
      heap.address(weight),
      bias ? heap.address(bias) : 0,
      heap.address(result),
      scratch,
      batch,
      height,
      width,
      inputs,
      outputs,
      turned ? 1 : 0,
    ),
  );
  return result;
}

registerHeapKernel<{ x: TensorInfo; weight: TensorInfo; bias: TensorInfo }>(
  'SmmConvolution',
  ({ inputs, ...heap }) => convolution(heap, { ...inputs, turned: false }),
);

registerHeapKernel<{ dy: TensorInfo; weight: TensorInfo }>(
  'SmmConvolutionBack',
  ({ inputs: { dy, weight }, ...heap }) => convolution(heap, { x: dy, weight, bias: null, turned: true }),
);
