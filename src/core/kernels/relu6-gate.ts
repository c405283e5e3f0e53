/**
 * The backward pass of relu6: lets a gradient through where the activation is strictly between 0 and 6 (PyTorch's
 * convention: zero at both corners). In TensorFlow.js' own operations these are five passes over the whole tensor,
 * a quarter of a training step on wasm; registered here as one kernel per backend, they are one.
 */
import { engine, registerKernel, util, type KernelBackend, type Tensor, type TensorInfo } from '../tf';
import { heapKernels, type WasmBackend } from './heap-kernels';
import './webgpu/relu6-gate';

const KERNEL = 'SmmRelu6Gate';

/**
 * @param gradient ∂loss/∂y, any shape
 * @param activation y = relu6(…), same shape
 * @returns ∂loss/∂(before relu6); the caller disposes
 */
export function relu6Gate<T extends Tensor>(gradient: T, activation: T): T {
  return engine().runKernel(KERNEL, { gradient, activation }) as T;
}

/** The same where there may be no gate. Consumes the gradient. */
export function gatedBy<T extends Tensor>(activation: T | null, gradient: T): T {
  if (!activation) return gradient;
  const gated = relu6Gate(gradient, activation);
  gradient.dispose();
  return gated;
}

interface GateInputs {
  readonly gradient: TensorInfo;
  readonly activation: TensorInfo;
}

/** What the other backends offer a kernel; the packages themselves stay out of the method's realm. */
interface CpuBackend {
  readonly data: { get(id: object): { values: Float32Array } };
  makeTensorInfo(shape: number[], dtype: 'float32', values: Float32Array): TensorInfo;
}
interface WebGLBackend {
  runWebGLProgram(program: object, inputs: TensorInfo[], dtype: 'float32'): TensorInfo;
}

function register<Backend>(
  backendName: string,
  kernel: (inputs: GateInputs, backend: Backend) => TensorInfo,
): void {
  registerKernel({
    kernelName: KERNEL,
    backendName,
    kernelFunc: ({ inputs, backend }) =>
      kernel(inputs as unknown as GateInputs, backend as KernelBackend & Backend),
  });
}

register<WasmBackend>('wasm', ({ gradient, activation }, backend) => {
  const result = backend.makeOutput(gradient.shape, 'float32');
  const address = (info: TensorInfo): number => backend.getMemoryOffset(info.dataId);
  const size = util.sizeFromShape(gradient.shape);
  heapKernels(backend).relu6Gate(address(gradient), address(activation), address(result), size);
  return result;
});

register<CpuBackend>('cpu', ({ gradient, activation }, backend) => {
  const y = backend.data.get(activation.dataId).values;
  const values = backend.data.get(gradient.dataId).values.map((g, i) => (y[i]! > 0 && y[i]! < 6 ? g : 0));
  return backend.makeTensorInfo(gradient.shape, 'float32', values);
});

register<WebGLBackend>('webgl', ({ gradient, activation }, backend) =>
  backend.runWebGLProgram(
    {
      variableNames: ['G', 'Y'],
      outputShape: gradient.shape,
      userCode: `
        void main() {
          float y = getYAtOutCoords();
          setOutput(y > 0.0 && y < 6.0 ? getGAtOutCoords() : 0.0);
        }`,
    },
    [gradient, activation],
    'float32',
  ),
);
