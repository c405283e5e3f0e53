/** The frozen network as a Backbone in this thread: batches in chunks of a fixed size, with air between them. */
import { assertShape } from '../../lib/assert-shape';
import { addN, concat, dispose, getBackend, slice, type Scalar, type Tensor, type Tensor4D } from '../tf';
import type { Backbone, InputGradient } from './backbone';
import { createFrozenNetwork } from './frozen-network';
import type { NamedTensors, NetworkDescription } from './layers';

export interface BackboneOptions {
  readonly description: NetworkDescription;
  readonly tensors: NamedTensors;
  /** samples per chunk; the last chunk of a batch may be smaller */
  readonly chunk?: number;
  /** Called between chunks, so that the thread can answer messages; platforms know cheaper ways than a timer. */
  readonly breathe?: () => Promise<void>;
}

/** Samples per chunk on a processor: its activations still fit the caches near it, and the thread breathes often. */
export const PROCESSOR_CHUNK = 8;

/** On a GPU: fewer and larger dispatches; at side 224 what is kept for the way back stays under 400 MB. */
export const GPU_CHUNK = 16;

export function createBackbone({
  description,
  tensors,
  chunk = getBackend().startsWith('webg') ? GPU_CHUNK : PROCESSOR_CHUNK,
  breathe = () => new Promise((resolve) => setTimeout(resolve)),
}: BackboneOptions): Backbone {
  const network = createFrozenNetwork(description, tensors);

  async function eachChunk<T>(
    prompted: Tensor4D,
    compute: (part: Tensor4D, range: Range) => T,
  ): Promise<T[]> {
    assertShape('prompted', prompted.shape, [-1, -1, prompted.shape[1], 3]);
    const results: T[] = [];
    for (const range of chunks(prompted.shape[0], chunk)) {
      if (range.start > 0) await breathe();
      const part = slice(prompted, [range.start, 0, 0, 0], [range.length, -1, -1, -1]);
      results.push(compute(part, range));
      part.dispose();
    }
    return results;
  }

  return {
    name: description.name,
    chunk,
    classes: description.classes,
    logits: async (prompted) => joined(await eachChunk(prompted, (part) => network.logits(part))),
    async inputGradient(prompted, labels, mapping) {
      assertShape('labels', [labels.length], [prompted.shape[0]]);
      const parts = await eachChunk(prompted, (part, { start, length }) =>
        network.inputGradient({
          prompted: part,
          labels: labels.slice(start, start + length),
          mapping,
          batch: labels.length,
        }),
      );
      return joinedGradient(parts);
    },
    dispose: () => network.dispose(),
  };
}

export interface Range {
  readonly start: number;
  readonly length: number;
}

/** 0..count in pieces of `chunk`; the last may be shorter. */
export function chunks(count: number, chunk: number): Range[] {
  return Array.from({ length: Math.ceil(count / chunk) }, (_, index) => ({
    start: index * chunk,
    length: Math.min(chunk, count - index * chunk),
  }));
}

/** Stacks chunks along the batch, in order. Consumes them. */
export function joined<T extends Tensor>(parts: T[]): T {
  const whole = concat(parts, 0) as T;
  dispose(parts);
  return whole;
}

/** Chunks of one batch as its gradient: shares of the loss add up, the rest is stacked. Consumes them. */
export function joinedGradient(parts: readonly InputGradient[]): InputGradient {
  const losses = parts.map((part) => part.loss);
  const loss = addN(losses) as Scalar;
  dispose(losses);
  return {
    loss,
    logits: joined(parts.map((part) => part.logits)),
    gradient: joined(parts.map((part) => part.gradient)),
  };
}
