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

registerHeapKernel<PointwiseInputs, { activation: Activation; gateOf: GateKind; turned?: boolean }>(
  'SmmPointwise',
  ({ inputs: { x, filter, bias, addend, gate }, attributes, kernels, ...heap }) => {
    const { activation, gateOf, turned } = attributes;
    const [inputs, outputs] = extents(filter.shape, turned);
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
        turned ? 1 : 0,
      ),
    );
    return result;
  },
);

registerHeapKernel<{ a: TensorInfo; b: TensorInfo }, { turned: boolean }>(
  'SmmProducts',
  ({ inputs: { a, b }, attributes: { turned }, kernels, ...heap }) => {
    const [count, rows] = a.shape as [number, number];
    const [inputs, outputs] = extents(b.shape.slice(1), turned);
    const result = heap.make([count, rows, outputs]);
    const bytes = (tensor: TensorInfo): number => (4 * util.sizeFromShape(tensor.shape)) / count;
    heap.withScratch(kernels.pointwiseScratch(inputs, outputs), (scratch) => {
      for (let at = 0; at < count; at++) {
        const [left, right, out] = [a, b, result].map((tensor) => heap.address(tensor) + at * bytes(tensor));
        kernels.pointwise(left!, right!, 0, 0, 0, out!, scratch, rows, inputs, outputs, 0, 0, turned ? 1 : 0);
      }
    });
    return result;
  },
);

/** Inputs and outputs of a matrix [inputs, outputs], or turned [outputs, inputs]. */
function extents([first, second]: readonly number[], turned = false): [number, number] {
  return turned ? [second!, first!] : [first!, second!];
}

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
