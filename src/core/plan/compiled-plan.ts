/**
 * A plan on a device: pipelines, numbers and bind groups made once, to be recorded again and again into TensorFlow.js'
 * compute pass. Only what touches operands from outside, tensors that change with every run, is bound each time.
 */
import { spendOn } from '../engine/bounded-submits';
import { layOut } from './lifetimes';
import { gridOf, numbersOf, sourceOf } from './pass-source';
import { bytesOf, operandsOf, type Constant, type Operand, type Pass } from './pass';
import { destroyBuffers, recordingPass } from './plan-backend';
import type { Workspace } from './workspace';

export interface CompiledPlan {
  /** Records all passes. @param buffers of the operands from outside */
  run(buffers: ReadonlyMap<Operand, GPUBuffer>): void;
  /** Frees what is the plan's own; the workspace stays. */
  dispose(): void;
}

/** Offsets into a uniform buffer are multiples of this on every device. */
const ALIGNMENT = 256;

/** GPUBufferUsage COPY_DST | UNIFORM */
const UNIFORM = 0x48;

const watchers = new Set<(pass: Pass) => void>();

/** Calls for every pass that is recorded, until the returned function is called: the bench counts them. */
export function watchPasses(watch: (pass: Pass) => void): () => void {
  watchers.add(watch);
  return () => void watchers.delete(watch);
}

export function compilePlan(passes: readonly Pass[], workspace: Workspace): CompiledPlan {
  const { backend } = workspace;
  const { device } = backend;
  const layout = layOut(passes);
  const numbers = uploadNumbers(passes, workspace);
  const steps = passes.map((pass, index) => ({
    pass,
    pipeline: pipelineOf(device, sourceOf(pass)),
    grid: gridOf(pass.program.workgroups, device.limits.maxComputeWorkgroupsPerDimension),
    numbers: { buffer: numbers, offset: index * ALIGNMENT, size: numbersOf(pass).byteLength },
    group: null as GPUBindGroup | null,
    fromOutside: operandsOf(pass).some(({ place }) => place === 'outside'),
  }));
  let generation = -1;

  return {
    run(outside) {
      const buffers = workspace.reserve(layout.buffers);
      if (generation !== workspace.generation) for (const step of steps) step.group = null;
      ({ generation } = workspace);

      const resource = (operand: Operand): GPUBufferBinding => {
        switch (operand.place) {
          case 'work':
            return { buffer: buffers[layout.bufferOf.get(operand)!]!, size: bytesOf(operand) };
          case 'constant':
            return { buffer: workspace.constant(operand as Constant) };
          case 'outside':
            return { buffer: outside.get(operand)! };
          default:
            throw new Error(`No such place: ${operand.place satisfies never}.`);
        }
      };
      for (const step of steps) {
        const { pass, pipeline, grid, fromOutside } = step;
        const resources = (): GPUBufferBinding[] => [step.numbers, ...operandsOf(pass).map(resource)];
        const group = step.group ?? bound(device, pipeline, resources());
        if (!fromOutside) step.group = group;
        const recording = recordingPass(backend);
        recording.setPipeline(pipeline);
        recording.setBindGroup(0, group);
        recording.dispatchWorkgroups(...grid);
        spendOn(backend, pass.program.multiplyAdds ?? 0);
        for (const watch of watchers) watch(pass);
      }
    },
    dispose: () => destroyBuffers(backend, [numbers]),
  };
}

function bound(device: GPUDevice, pipeline: GPUComputePipeline, resources: GPUBufferBinding[]): GPUBindGroup {
  return device.createBindGroup({
    layout: pipeline.getBindGroupLayout(0),
    entries: resources.map((resource, binding) => ({ binding, resource })),
  });
}

/** The numbers of all passes in one buffer. */
function uploadNumbers(passes: readonly Pass[], { backend }: Workspace): GPUBuffer {
  const size = Math.max(1, passes.length) * ALIGNMENT;
  const buffer = backend.bufferManager.acquireBuffer(size, UNIFORM, true, false);
  const range = new Uint8Array(buffer.getMappedRange());
  passes.forEach((pass, index) => range.set(new Uint8Array(numbersOf(pass)), index * ALIGNMENT));
  buffer.unmap();
  return buffer;
}

const pipelines = new WeakMap<GPUDevice, Map<string, GPUComputePipeline>>();

/** Compiling is dear, and most sources serve several passes. */
function pipelineOf(device: GPUDevice, source: string): GPUComputePipeline {
  const known = pipelines.get(device) ?? new Map<string, GPUComputePipeline>();
  pipelines.set(device, known);
  const made =
    known.get(source) ??
    device.createComputePipeline({
      layout: 'auto',
      compute: { module: device.createShaderModule({ code: source }), entryPoint: 'start' },
    });
  known.set(source, made);
  return made;
}
