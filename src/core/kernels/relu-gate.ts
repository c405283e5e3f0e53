/**
 * The backward pass of relu and relu6: lets a gradient through where the activation is strictly between 0 and the
 * ceiling (PyTorch's convention: zero at both corners). In TensorFlow.js' own operations these are five passes over the
 * whole tensor, a quarter of a training step on wasm; registered here as one kernel per backend, they are one.
 */
import { engine, registerKernel, util, type KernelBackend, type Tensor, type TensorInfo } from '../tf';
import type { Activation } from './fused';
import { heapKernels, type WasmBackend } from './heap-kernels';
import './webgpu/relu-gate';

const KERNEL = 'SmmReluGate';

/** An output whose gradient goes on ahead of the relu or relu6 that it came from. */
export interface Gate {
  readonly activation: Tensor;
  readonly of: GateKind;
}

export type GateKind = 'relu' | 'relu6';

/** Where an activation stops to rise; 0 where it is linear. */
export function ceilingOf(activation: Activation): number {
  switch (activation) {
    case 'relu':
      return Infinity;
    case 'relu6':
      return 6;
    case 'linear':
      return 0;
    default:
      throw new Error(`No such activation: ${activation satisfies never}.`);
  }
}

/**
 * @param gradient ∂loss/∂y, any shape
 * @param gate y, same shape
 * @returns ∂loss/∂(before the activation); the caller disposes
 */
export function reluGate<T extends Tensor>(gradient: T, { activation, of }: Gate): T {
  return engine().runKernel(KERNEL, { gradient, activation }, { of }) as T;
}

/** The same where there may be no gate. Consumes the gradient. */
export function gatedBy<T extends Tensor>(gate: Gate | null, gradient: T): T {
  if (!gate) return gradient;
  const gated = reluGate(gradient, gate);
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
  kernel: (inputs: GateInputs & { readonly of: GateKind }, backend: Backend) => TensorInfo,
): void {
  registerKernel({
    kernelName: KERNEL,
    backendName,
    kernelFunc: ({ inputs, attrs, backend }) =>
      kernel(
        { ...(inputs as unknown as GateInputs), ...(attrs as unknown as { of: GateKind }) },
        backend as KernelBackend & Backend,
      ),
  });
}

register<WasmBackend>('wasm', ({ gradient, activation, of }, backend) => {
  const result = backend.makeOutput(gradient.shape, 'float32');
  const address = (info: TensorInfo): number => backend.getMemoryOffset(info.dataId);
  const size = util.sizeFromShape(gradient.shape);
  heapKernels(backend).reluGate(address(gradient), address(activation), address(result), size, ceilingOf(of));
  return result;
});

register<CpuBackend>('cpu', ({ gradient, activation, of }, backend) => {
  const y = backend.data.get(activation.dataId).values;
  const top = ceilingOf(of);
  const values = backend.data.get(gradient.dataId).values.map((g, i) => (y[i]! > 0 && y[i]! < top ? g : 0));
  return backend.makeTensorInfo(gradient.shape, 'float32', values);
});

register<WebGLBackend>('webgl', ({ gradient, activation, of }, backend) =>
  backend.runWebGLProgram(
    {
      variableNames: ['G', 'Y'],
      outputShape: gradient.shape,
      userCode: `
        void main() {
          float y = getYAtOutCoords();
          setOutput(y > 0.0${of === 'relu6' ? ' && y < 6.0' : ''} ? getGAtOutCoords() : 0.0);
        }`,
    },
    [gradient, activation],
    'float32',
  ),
);
