/**
 * Our own compute programs on TensorFlow.js' WebGPU backend, which compiles them, binds their buffers and puts them
 * into its queue between its own. A program writes one tensor; its source is a WGSL `fn main(index : i32)`, where
 * `index` counts threads over all workgroups, `localIndex` those of one, and shapes are `uniforms.<input>Shape`.
 */
import { registerKernel, type KernelBackend, type TensorInfo } from '../../tf';
import type { GateKind } from '../relu-gate';
import type { Reading } from './halves';
import type { SeveralBackend } from './several-results';

export interface Program<Operand extends Shaped = TensorInfo> {
  /** what it does; with `variant` it names the source, which is compiled once */
  readonly name: string;
  /** whatever else the source depends on; shapes are uniforms and need not be here */
  readonly variant?: readonly (string | number | boolean)[];
  /** bound in this order under these names */
  readonly inputs: Readonly<Record<string, Binding<Operand>>>;
  /** of the result */
  readonly shape: readonly number[];
  /** of the result: 1 = array of f32, 4 = of vec4<f32> */
  readonly lanes: Lanes;
  /** threads of a workgroup; 64 where none is given */
  readonly workgroup?: number;
  readonly workgroups: number;
  /**
   * an input, not bound as such, whose place the result takes; the source reads it as `result`. Each thread may only
   * read the values it writes.
   */
  readonly over?: Operand | null;
  /** numbers that the source reads as `uniforms.<name>` */
  readonly integers?: Readonly<Record<string, number>>;
  readonly floats?: Readonly<Record<string, number>>;
  /** most steps that one thread takes after another, as the bench counts it */
  readonly trips: number;
  /** what all threads compute, idle ones included: only where the program is a product of matrices */
  readonly multiplyAdds?: number;
  /** the same of a program that is no product but computes as much: for the submission's account, no tile's */
  readonly otherMultiplyAdds?: number;
  readonly source: string;
}

export interface Binding<Operand extends Shaped = TensorInfo> {
  readonly tensor: Operand;
  readonly lanes: Lanes;
}

/** What a program is written for: a tensor of TensorFlow.js, or an operand of a plan (../../plan). */
export interface Shaped {
  readonly shape: readonly number[];
  readonly dtype?: string;
  /** of an operand stored in halves (halves.ts) */
  readonly scale?: number;
}

export type Lanes = 1 | 4;

/** What a kernel of our own works with. */
export interface WebGPUCall<Inputs, Attributes> {
  readonly inputs: Inputs;
  readonly attributes: Attributes;
  run(program: Program): TensorInfo;
  /** for programs that write several tensors */
  readonly several: SeveralBackend;
  /** frees a tensor that only this kernel knows */
  free(tensor: TensorInfo): void;
}

/** What the backend gets to see of a program, and whoever counts. */
export interface BackendProgram extends Pick<Program, 'trips' | 'multiplyAdds' | 'otherMultiplyAdds'> {
  readonly shaderKey: string;
  readonly outputShape: readonly number[];
  readonly workgroupSize: readonly [number, number, number];
}

/** What we need of the WebGPU backend; its package stays out of the method's realm. */
interface WebGPUBackend {
  runWebGPUProgram(
    program: BackendProgram,
    inputs: readonly TensorInfo[],
    dtype: 'float32',
    uniforms: readonly { readonly type: 'int32' | 'float32'; readonly data: number[] }[],
    output?: TensorInfo,
  ): TensorInfo;
  readonly tensorMap: { get(dataId: object): { values: unknown } };
  incRef(dataId: object): void;
  disposeData(dataId: object): boolean;
}

/** Ahead of the names of our programs in the backend's cache. */
export const PREFIX = 'smm';

/** Threads of a workgroup that suit every device. */
export const WORKGROUP = 64;

/** Makes a kernel known to TensorFlow.js' WebGPU backend; inputs and attributes are what its callers pass. */
export function registerWebGPUKernel<Inputs, Attributes = object>(
  kernelName: string,
  kernel: (call: WebGPUCall<Inputs, Attributes>) => TensorInfo | TensorInfo[],
): void {
  registerKernel({
    kernelName,
    backendName: 'webgpu',
    kernelFunc({ inputs, attrs, backend }) {
      const webgpu = backend as KernelBackend & WebGPUBackend;
      return kernel({
        inputs: inputs as unknown as Inputs,
        attributes: attrs as unknown as Attributes,
        run: (program) => runProgram(webgpu, program),
        several: backend as unknown as SeveralBackend,
        free: ({ dataId }) => webgpu.disposeData(dataId),
      });
    },
  });
}

function runProgram(backend: WebGPUBackend, program: Program): TensorInfo {
  const { name, variant = [], shape, lanes, workgroups, workgroup = WORKGROUP, trips, source } = program;
  const { integers = {}, floats = {}, multiplyAdds, otherMultiplyAdds, over } = program;
  const bindings = Object.values(program.inputs);
  const declared = [
    ...Object.keys(integers).map((key) => `${key} : i32, `),
    ...Object.keys(floats).map((key) => `${key} : f32, `),
  ];
  return backend.runWebGPUProgram(
    {
      shaderKey: [PREFIX, name, ...variant, !!over, ...bindings.map((binding) => binding.lanes), lanes].join(
        '_',
      ),
      variableNames: Object.keys(program.inputs),
      variableComponents: bindings.map((binding) => binding.lanes),
      outputComponent: lanes,
      outputShape: [...shape],
      workgroupSize: [workgroup, 1, 1],
      dispatchLayout: { x: [] },
      dispatch: [workgroups, 1, 1],
      uniforms: declared.join(''),
      getUserCode: () => source,
      trips,
      ...(multiplyAdds !== undefined && { multiplyAdds }),
      ...(otherMultiplyAdds !== undefined && { otherMultiplyAdds }),
    } as BackendProgram,
    bindings.map((binding) => binding.tensor),
    'float32',
    [
      ...Object.values(integers).map((value) => ({ type: 'int32' as const, data: [value] })),
      ...Object.values(floats).map((value) => ({ type: 'float32' as const, data: [value] })),
    ],
    over ? inPlaceOf(over, backend, shape) : undefined,
  );
}

/** Another name for the same buffer, whose old values nobody may have kept. */
function inPlaceOf(
  { dataId, dtype }: TensorInfo,
  backend: WebGPUBackend,
  shape: readonly number[],
): TensorInfo {
  backend.incRef(dataId);
  backend.tensorMap.get(dataId).values = null;
  return { dataId, dtype, shape: [...shape] };
}

/** As many floats as a channel count allows to be read at once. */
export function lanesOf(channels: number): Lanes {
  return channels % 4 === 0 ? 4 : 1;
}

export function typeOf(lanes: Lanes): string {
  return lanes === 4 ? 'vec4<f32>' : 'f32';
}

/**
 * WGSL `<name>At(row, column, columns)`: four neighbours in a row of a matrix, from a column that four divides; zeros
 * past the row's end.
 */
export function fourAt(
  name: string,
  lanes: Lanes,
  reading: Reading = (index) => `${name}[${index}]`,
): string {
  const header = `fn ${name}At(row : i32, column : i32, columns : i32) -> vec4<f32>`;
  const at = 'let at = row * columns + column;';
  if (lanes === 4) return `${header} { ${at} return ${reading('at / 4')}; }`;
  return `${header} {
    ${at}
    var four = vec4<f32>(0.0);
    ${repeated(4, (lane) => `if (column + ${lane} < columns) { four[${lane}] = ${name}[at + ${lane}]; }`)}
    return four;
  }`;
}

/** WGSL `write(row, column, columns, four)`: the same for the result. */
export function fourWritten(lanes: Lanes): string {
  const header = 'fn write(row : i32, column : i32, columns : i32, four : vec4<f32>)';
  const at = 'let at = row * columns + column;';
  if (lanes === 4) return `${header} { ${at} result[at / 4] = four; }`;
  return `${header} {
    ${at}
    ${repeated(4, (lane) => `if (column + ${lane} < columns) { result[at + ${lane}] = four[${lane}]; }`)}
  }`;
}

/** Lines 0 … count − 1, put together: loops that a shader compiler need not unroll itself. */
export function repeated(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join('\n');
}

/** WGSL: a value on its way back through relu or relu6, zero where the output y stands at a corner. */
export function gated({
  type,
  of,
  value,
  y,
}: {
  readonly type: string;
  readonly of: GateKind;
  readonly value: string;
  readonly y: string;
}): string {
  const above = `${y} > ${type}(0.0)`;
  return `select(${type}(0.0), ${value}, ${of === 'relu6' ? `(${above}) & (${y} < ${type}(6.0))` : above})`;
}
