/** A program on its way to the device: compiled once for each source, then recorded into TensorFlow.js' compute pass. */
import { spendOn } from '../engine/bounded-submits';
import { isRehearsing } from '../engine/rehearsal';
import type { Program, Shaped } from '../kernels/webgpu/program';
import { recordingPass, type PlanBackend } from './plan-backend';

export interface Recording {
  readonly pipeline: GPUComputePipeline;
  readonly group: GPUBindGroup;
  readonly grid: readonly [number, number];
}

/** What was recorded, for those who count. */
export interface Recorded {
  readonly program: Program<Shaped>;
  /** multiply-adds that the mathematics needs; null for a program outside any plan, which a kernel answers for */
  readonly needed: number | null;
  readonly bytes: number;
}

const watchers = new Set<(recorded: Recorded) => void>();

/** Calls for every program that is recorded, until the returned function is called. */
export function watchRecording(watch: (recorded: Recorded) => void): () => void {
  watchers.add(watch);
  return () => void watchers.delete(watch);
}

export function record(backend: PlanBackend, { pipeline, group, grid }: Recording, recorded: Recorded): void {
  const recording = recordingPass(backend);
  recording.setPipeline(pipeline);
  recording.setBindGroup(0, group);
  recording.dispatchWorkgroups(...grid);
  for (const watch of watchers) watch(recorded);
  spendOn(backend, recorded.program.multiplyAdds ?? 0);
}

export function bound(
  device: GPUDevice,
  pipeline: GPUComputePipeline,
  resources: readonly GPUBufferBinding[],
): GPUBindGroup {
  return device.createBindGroup({
    layout: pipeline.getBindGroupLayout(0),
    entries: resources.map((resource, binding) => ({ binding, resource })),
  });
}

/**
 * Compiling is dear, and most sources serve several passes: each is compiled once, and kept among TensorFlow.js' own.
 * @returns null in a rehearsal (engine/rehearsal.ts), where it is only ordered and nothing is to be recorded
 */
export function pipelineOf(backend: PlanBackend, source: string): GPUComputePipeline | null {
  const { device, pipelineCache } = backend;
  const descriptor = (): GPUComputePipelineDescriptor => ({
    layout: 'auto',
    compute: { module: device.createShaderModule({ code: source }), entryPoint: 'start' },
  });
  if (isRehearsing(backend)) {
    pipelineCache[source] ??= device.createComputePipelineAsync(descriptor());
    return null;
  }
  return (pipelineCache[source] ??= device.createComputePipeline(descriptor())) as GPUComputePipeline;
}

/** Workgroups along x and y: there may be more than an axis can count. */
export function gridOf(device: GPUDevice, { workgroups }: Program<Shaped>): readonly [number, number] {
  const rows = Math.ceil(workgroups / device.limits.maxComputeWorkgroupsPerDimension);
  return [Math.ceil(workgroups / rows), rows];
}
