/**
 * A plan on a device: pipelines, numbers and bind groups made once, to be recorded again and again into TensorFlow.js'
 * compute pass. Only what touches operands from outside, tensors that change with every run, is bound each time.
 */
import { isRehearsing } from '../engine/rehearsal';
import { layOut } from './lifetimes';
import { numbersOf, sourceOf } from './pass-source';
import { bytesOf, operandsOf, type Constant, type Operand, type Pass } from './pass';
import { destroyBuffers } from './plan-backend';
import { bound, gridOf, pipelineOf, record } from './record-pass';
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

export function compilePlan(passes: readonly Pass[], workspace: Workspace): CompiledPlan {
  const { backend } = workspace;
  const { device } = backend;
  const layout = layOut(passes);
  let numbers: GPUBuffer | null = null;
  const steps = passes.map((pass, index) => ({
    pass,
    program: pass.program,
    needed: pass.needed ?? 0,
    bytes: operandsOf(pass).reduce((sum, operand) => sum + bytesOf(operand), 0),
    source: sourceOf(pass.program, {
      result: { tensor: pass.result, lanes: pass.program.lanes },
      ...pass.also,
    }),
    grid: gridOf(device, pass.program),
    place: { offset: index * ALIGNMENT, size: numbersOf(pass.program).byteLength },
    pipeline: null as GPUComputePipeline | null,
    group: null as GPUBindGroup | null,
    fromOutside: operandsOf(pass).some(({ place }) => place === 'outside'),
  }));
  let generation = -1;

  return {
    run(outside) {
      if (isRehearsing(backend)) {
        // they are ordered; a plan takes no memory yet
        for (const { source } of steps) pipelineOf(backend, source);
        return;
      }
      const uploaded = (numbers ??= uploadNumbers(passes, workspace));
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
        const { pass, grid, fromOutside } = step;
        const pipeline = (step.pipeline ??= pipelineOf(backend, step.source)!);
        const resources = (): GPUBufferBinding[] => [
          { buffer: uploaded, ...step.place },
          ...operandsOf(pass).map(resource),
        ];
        const group = step.group ?? bound(device, pipeline, resources());
        if (!fromOutside) step.group = group;
        record(backend, { pipeline, group, grid }, step);
      }
    },
    dispose: () => destroyBuffers(backend, numbers ? [numbers] : []),
  };
}

/** The numbers of all passes in one buffer. */
function uploadNumbers(passes: readonly Pass[], { backend }: Workspace): GPUBuffer {
  const size = Math.max(1, passes.length) * ALIGNMENT;
  const buffer = backend.bufferManager.acquireBuffer(size, UNIFORM, true, false);
  const range = new Uint8Array(buffer.getMappedRange());
  passes.forEach((pass, index) => range.set(new Uint8Array(numbersOf(pass.program)), index * ALIGNMENT));
  buffer.unmap();
  return buffer;
}
