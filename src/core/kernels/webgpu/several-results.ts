/**
 * Programs that write more than one tensor, which TensorFlow.js' own queue cannot run: they are recorded into its
 * compute pass beside it.
 */
import { sourceOf } from '../../plan/pass-source';
import { bufferOf, type PlanBackend } from '../../plan/plan-backend';
import { bound, gridOf, pipelineOf, record } from '../../plan/record-pass';
import type { TensorInfo } from '../../tf';
import type { Binding, Lanes, Program } from './program';

export interface SeveralBackend extends PlanBackend {
  makeUniforms(numbers: readonly { readonly type: string; readonly data: number[] }[]): GPUBufferBinding;
}

/** What is written beside the program's own result. */
export interface FurtherResult {
  readonly shape: readonly number[];
  readonly lanes: Lanes;
}

/** @returns the program's own result under `result`, and the others under the names that the source writes them by */
export function runSeveral<Name extends string>(
  backend: SeveralBackend,
  program: Program,
  further: Readonly<Record<Name, FurtherResult>>,
): Record<Name | 'result', TensorInfo> {
  const { shape, lanes } = program;
  const made = (of: FurtherResult): Binding => ({
    tensor: backend.makeTensorInfo([...of.shape], 'float32'),
    lanes: of.lanes,
  });
  const results: Record<string, Binding> = { result: made({ shape, lanes }) };
  for (const [name, of] of Object.entries<FurtherResult>(further)) results[name] = made(of);
  recordOn(backend, program, results);
  return Object.fromEntries(Object.entries(results).map(([name, { tensor }]) => [name, tensor])) as Record<
    Name | 'result',
    TensorInfo
  >;
}

/** The same into tensors that are there: each program may write a part of them. */
export function recordOn(
  backend: SeveralBackend,
  program: Program,
  results: Readonly<Record<string, Binding>>,
): void {
  const { device } = backend;
  const { inputs, integers = {}, floats = {} } = program;
  const pipeline = pipelineOf(backend, sourceOf(program, results));
  if (!pipeline) return;
  const numbers = backend.makeUniforms([
    ...Object.values(integers).map((value) => ({ type: 'int32', data: [value] })),
    ...Object.values(floats).map((value) => ({ type: 'float32', data: [value] })),
  ]);
  const buffers = [...Object.values(results), ...Object.values(inputs)].map(({ tensor }) =>
    bufferOf(backend, tensor),
  );
  const group = bound(device, pipeline, [numbers, ...buffers.map((buffer) => ({ buffer }))]);
  const bytes = buffers.reduce((sum, { size }) => sum + size, 0);
  record(backend, { pipeline, group, grid: gridOf(device, program) }, { program, needed: null, bytes });
}
