/**
 * What one training step asks of a GPU, in figures that are the same on every machine: the committed
 * bench-counted-figures.json holds them for our step, its baselines and variants, and for stock TensorFlow.js.
 */
import type { DeviceCounters } from '../core/engine/device-counters';
import { watchRecording } from '../core/plan/record-pass';
import * as tf from '../core/tf';
import { kernelMultiplyAdds } from '../training/bench/multiply-adds';
import type { BenchStep } from '../training/bench/step';
import type { CountingDevice } from './bench-counted-device';
import {
  nameOf,
  productOf,
  tripsOf,
  type ProgramCall,
  type Shape,
  type TiledProduct,
} from './bench-counted-programs';

export interface Figures {
  readonly dispatches: number;
  readonly submits: number;
  /** of tensors, per step */
  readonly uploadedBytes: number;
  /** of shapes and single numbers, which travel with each dispatch */
  readonly uniformBytes: number;
  /** copies that are no readback, each of which ends a compute pass */
  readonly stagingCopies: number;
  readonly newBuffers: number;
  readonly newPipelines: number;
  readonly leakedTensors: number;
  /** bytes by which the pool of buffers grew over three more steps */
  readonly poolGrowth: number;
  /** bytes of the pool, which holds all that was ever alive at once */
  readonly poolBytes: number;
  /** summed over all dispatches */
  readonly boundBytes: number;
  /** by kind of kernel */
  readonly multiplyAdds: Readonly<Record<string, number>>;
  /** kernels that made the gradient of a filter */
  readonly filterGradients: number;
  /** multiply-adds that products of matrices need / that all their threads make, padding included */
  readonly tileEfficiency: number;
  /** the most that one thread does one after another, and the program that it belongs to */
  readonly longestThread: { readonly program: string; readonly trips: number };
}

const WARM_UP_STEPS = 3;
const FILTER_GRADIENTS = ['SmmWeightGradient', 'Conv2DBackpropFilter', 'DepthwiseConv2dNativeBackpropFilter'];

/** Steps on the device's backend, which is the current one, until nothing is new any more, then counts one step. */
export async function figuresOf(
  { backend, counters }: CountingDevice,
  step: Pick<BenchStep, 'run'>,
): Promise<Figures> {
  const pool = (): number => backend.bufferManager.numBytesAllocated;
  for (let warmUp = 0; warmUp < WARM_UP_STEPS; warmUp++) await step.run();
  const tensors = tf.memory().numTensors;
  const before: DeviceCounters = { ...counters };
  const { kernels, programs } = await watched(backend, () => step.run());
  const since = (key: keyof DeviceCounters): number => counters[key] - before[key];
  const counted = {
    dispatches: since('dispatches'),
    submits: since('submits'),
    uploadedBytes: since('uploadedBytes'),
    uniformBytes: since('uniformBytes'),
    stagingCopies: since('copies') - since('readbacks'),
    newBuffers: since('buffers'),
    newPipelines: since('pipelines'),
    leakedTensors: tf.memory().numTensors - tensors,
    boundBytes: since('boundBytes'),
  };
  const warm = pool();
  for (let more = 0; more < 3; more++) await step.run();
  return {
    ...counted,
    poolGrowth: pool() - warm,
    poolBytes: pool(),
    multiplyAdds: added(kernels),
    filterGradients: kernels.filter(({ name }) => FILTER_GRADIENTS.includes(name)).length,
    tileEfficiency: efficiency([...kernels.map(ofOwnTiles), ...programs.map(({ product }) => product)]),
    longestThread: longest(programs),
  };
}

interface KernelCall {
  readonly name: string;
  readonly multiplyAdds: number;
  /** of our own programs that ran in it, idle threads included; 0 where it has none */
  readonly executed: number;
}

interface ProgramFacts {
  readonly program: string;
  readonly trips: number;
  readonly product: TiledProduct | null;
}

/** Runs a step and notes every kernel, program and planned pass on its way. */
async function watched(
  backend: CountingDevice['backend'],
  run: () => Promise<void>,
): Promise<{ kernels: KernelCall[]; programs: ProgramFacts[] }> {
  const engine = tf.engine();
  const { runKernel } = engine;
  const { runWebGPUProgram } = backend;
  const kernels: KernelCall[] = [];
  const programs: ProgramFacts[] = [];
  /** multiply-adds of all our own programs so far, idle threads included */
  let executed = 0;
  engine.runKernel = function <T extends tf.Tensor | tf.Tensor[]>(...call: Parameters<typeof runKernel>): T {
    const before = executed;
    const result = runKernel.call(engine, ...call) as T;
    const [name, inputs, attributes] = call;
    const shapeOf = (input: string): Shape => inputs[input]!.shape;
    if (Array.isArray(result)) return result;
    kernels.push({
      name,
      multiplyAdds: kernelMultiplyAdds(name, shapeOf, attributes ?? {}, result.shape),
      executed: executed - before,
    });
    return result;
  };
  backend.runWebGPUProgram = function (...call) {
    const result = runWebGPUProgram.call(backend, ...call);
    const [program, inputs] = call;
    const ran: ProgramCall = {
      program: program as unknown as ProgramCall['program'],
      inputs: inputs.map(({ shape }) => shape),
    };
    executed += ran.program.multiplyAdds ?? 0;
    programs.push({ program: nameOf(ran), trips: tripsOf(ran), product: productOf(ran) });
    return result;
  };
  const unwatch = watchRecording(({ program: { name, trips, multiplyAdds = 0 }, needed }) => {
    programs.push({ program: name, trips, product: null });
    executed += multiplyAdds;
    if (needed !== null)
      kernels.push({ name: `planned ${name}`, multiplyAdds: needed, executed: multiplyAdds });
  });
  try {
    await run();
  } finally {
    unwatch();
    engine.runKernel = runKernel;
    backend.runWebGPUProgram = runWebGPUProgram;
  }
  return { kernels, programs };
}

function added(kernels: readonly KernelCall[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { name, multiplyAdds } of kernels) {
    if (multiplyAdds > 0) sums[name] = (sums[name] ?? 0) + multiplyAdds;
  }
  return Object.fromEntries(Object.entries(sums).sort(([one], [other]) => one.localeCompare(other)));
}

function ofOwnTiles({ multiplyAdds, executed }: KernelCall): ReturnType<typeof productOf> {
  return executed > 0 ? { needed: multiplyAdds, executed } : null;
}

function efficiency(products: readonly ReturnType<typeof productOf>[]): number {
  const all = products.filter((product) => product !== null);
  const sum = (key: 'needed' | 'executed'): number => all.reduce((total, product) => total + product[key], 0);
  return Number((sum('needed') / sum('executed')).toFixed(3));
}

function longest(programs: readonly ProgramFacts[]): Figures['longestThread'] {
  const { program, trips } = programs.reduce((most, one) => (one.trips > most.trips ? one : most));
  return { program, trips };
}
