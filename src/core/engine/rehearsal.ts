/**
 * Pipelines compiled before they are needed, all at once and beside whatever else there is to do. Made when a dispatch
 * first asks for them they are compiled one after another, and the thread, in a page the whole graphics process,
 * stands still meanwhile.
 *
 * Which ones a piece of work needs, only the work itself knows. So it is rehearsed: gone through without anything being
 * recorded, uploaded or allocated on the device, where each pipeline that is not there is only ordered. Tensors made on
 * the way have shapes and no values. A rehearsal is synchronous and leaves none of its promises where a dispatch might
 * come across them, so what truly runs in between, here or there, compiles as ever what it cannot wait for.
 */
import { backend, engine, env, tidy, type Tensor, type TensorInfo } from '../tf';

type PipelineCache = Record<string, GPUComputePipeline | Promise<GPUComputePipeline>>;

/** As much of TensorFlow.js' WebGPU backend (4.22) as it takes; the package stays out of the method's realm. */
export interface RehearsingBackend {
  /** ready pipelines by key; under COMPILE_ONLY those on their way too */
  readonly pipelineCache: PipelineCache;
  uploadToGPU(dataId: object): void;
  makeTensorInfo(shape: number[], dtype: 'float32'): TensorInfo;
}

/** Makes TensorFlow.js order pipelines and record nothing. */
const COMPILE_ONLY = 'WEBGPU_ENGINE_COMPILE_ONLY';

/** What each backend waits for, by the key of its cache. */
const orders = new WeakMap<RehearsingBackend, Map<string, Promise<void>>>();

let stage: object | null = null;

/** From now on work can be rehearsed on this backend, which must compute everything on its device (CPU_FORWARD). */
export function rehearseOn(webgpu: RehearsingBackend): void {
  orders.set(webgpu, new Map());
}

/** Whether nothing is to be recorded at this moment. */
export function isRehearsing(here: object): boolean {
  return stage === here;
}

/**
 * Orders the pipelines that some work lacks, on the current backend where that can be done; elsewhere nothing happens.
 * @param work synchronous; reads no values, and keeps nothing that the device would have computed. Its tensors are freed
 * @returns what this work has to wait for, whoever ordered it; each rejects where the device cannot compile it
 */
export function rehearse(work: () => void): ReadonlySet<Promise<void>> {
  const needed = new Set<Promise<void>>();
  const here = current();
  if (!here) return needed;
  const { webgpu, ordered } = here;
  const { pipelineCache } = webgpu;
  const upload = webgpu.uploadToGPU;
  // what has been ordered is not ordered again, and noticed where it is asked for
  const underWay = [...ordered].filter(([key]) => !(key in pipelineCache));
  for (const [key, arrived] of underWay) {
    const get = () => (needed.add(arrived), UNDER_WAY);
    Object.defineProperty(pipelineCache, key, { get, configurable: true });
  }
  env().set(COMPILE_ONLY, true);
  webgpu.uploadToGPU = () => undefined;
  stage = webgpu;
  try {
    tidy(() => void work());
  } finally {
    stage = null;
    webgpu.uploadToGPU = upload;
    env().set(COMPILE_ONLY, false);
    for (const [key] of underWay) Reflect.deleteProperty(pipelineCache, key);
    for (const [key, made] of Object.entries(pipelineCache)) {
      if (!(made instanceof Promise)) continue;
      Reflect.deleteProperty(pipelineCache, key);
      const arrived = arrival(here, key, made);
      // whoever waits for it hears of a failure; where nobody does, the work itself will meet it
      arrived.catch(() => undefined);
      ordered.set(key, arrived);
      needed.add(arrived);
    }
  }
  return needed;
}

/** Stands in a cache for what was ordered before. */
const UNDER_WAY: Promise<GPUComputePipeline> = new Promise(() => undefined);

/** Fills the cache, unless somebody could not wait and has done so. */
async function arrival(
  { webgpu: { pipelineCache }, ordered }: Stage,
  key: string,
  made: Promise<GPUComputePipeline>,
): Promise<void> {
  try {
    const pipeline = await made;
    pipelineCache[key] ??= pipeline;
  } finally {
    ordered.delete(key);
  }
}

/** Rehearses and waits. @throws what the device says of a pipeline that it cannot compile */
export async function compileAhead(work: () => void): Promise<void> {
  await Promise.all(rehearse(work));
}

/** A tensor without values, for rehearsals: as if it had been computed. */
export function standIn<T extends Tensor>(shape: readonly number[]): T {
  const info = (backend() as unknown as RehearsingBackend).makeTensorInfo([...shape], 'float32');
  return engine().makeTensorFromTensorInfo(info) as T;
}

interface Stage {
  readonly webgpu: RehearsingBackend;
  readonly ordered: Map<string, Promise<void>>;
}

function current(): Stage | null {
  const webgpu = backend() as unknown as RehearsingBackend;
  const ordered = orders.get(webgpu);
  return ordered ? { webgpu, ordered } : null;
}
