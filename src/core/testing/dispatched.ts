import { PREFIX, type BackendProgram } from '../kernels/webgpu/program';
import { watchRecording } from '../plan/record-pass';
import * as tf from '../tf';

interface ProgramRunner {
  runWebGPUProgram(program: BackendProgram, ...rest: unknown[]): unknown;
}

/** Runs `work` on WebGPU. @returns the names of our own programs that it dispatched, in order, beside its result */
export function dispatched<T>(work: () => T): { result: T; programs: string[] } {
  const backend = tf.backend() as unknown as ProgramRunner;
  const run = backend.runWebGPUProgram;
  const programs: string[] = [];
  backend.runWebGPUProgram = function (program, ...rest) {
    const { shaderKey } = program;
    const result = run.call(this, program, ...rest);
    if (shaderKey.startsWith(PREFIX)) programs.push(shaderKey.split('_')[1]!);
    return result;
  };
  const unwatch = watchRecording(({ program: { name } }) => void programs.push(name));
  try {
    return { result: work(), programs };
  } finally {
    unwatch();
    backend.runWebGPUProgram = run;
  }
}
