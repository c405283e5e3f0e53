/** The frozen network as a Backbone in this thread: batches in chunks of a fixed size, with air between them. */
import { assertShape } from '../../lib/assert-shape';
import { addN, concat, dispose, getBackend, slice, type Scalar, type Tensor, type Tensor4D } from '../tf';
import type { Backbone, InputGradient, LogitGradient } from './backbone';
import { chunkOf } from './description/chunk';
import { sideStep } from './description/layer-facts';
import { createFrozenNetwork } from './frozen-network';
import type { NamedTensors, NetworkDescription } from './description/layers';

export interface BackboneOptions {
  readonly description: NetworkDescription;
  readonly tensors: NamedTensors;
  /** samples per chunk, the last of a batch may have fewer; left out: what suits the backend and the network */
  readonly chunk?: number;
  /** Called between chunks, so that the thread can answer messages; platforms know cheaper ways than a timer. */
  readonly breathe?: () => Promise<void>;
}

export function createBackbone({
  description,
  tensors,
  chunk,
  breathe = () => new Promise((resolve) => setTimeout(resolve)),
}: BackboneOptions): Backbone {
  const network = createFrozenNetwork(description, tensors);
  const device = getBackend().startsWith('webg') ? 'gpu' : 'processor';
  const chunkFor = (side: number): number => chunk ?? chunkOf(description, { side, device });

  /** What there is to do, chunk by chunk. */
  function eachChunk<T>(prompted: Tensor4D, compute: (part: Tensor4D, range: Range) => T): (() => T)[] {
    const [batch, side] = prompted.shape;
    assertShape('prompted', prompted.shape, [batch, side, side, 3]);
    return chunks(batch, chunkFor(side)).map((range) => () => {
      const part = range.length === batch ? prompted.clone() : rowsOf(prompted, range);
      const result = compute(part, range);
      part.dispose();
      return result;
    });
  }

  async function withAir<T>(tasks: readonly (() => T)[]): Promise<T[]> {
    const results: T[] = [];
    for (const [index, task] of tasks.entries()) {
      if (index > 0) await breathe();
      results.push(task());
    }
    return results;
  }

  const looks = (prompted: Tensor4D) => eachChunk(prompted, (part) => network.logits(part));

  function gradients(prompted: Tensor4D, labels: Int32Array, mapping: Int32Array): (() => InputGradient)[] {
    assertShape('labels', [labels.length], [prompted.shape[0]]);
    return eachChunk(prompted, (part, { start, length }) =>
      network.inputGradient({
        prompted: part,
        labels: labels.slice(start, start + length),
        mapping,
        batch: labels.length,
      }),
    );
  }

  return {
    name: description.name,
    classes: description.classes,
    features: description.features,
    sideStep: sideStep(description),
    logits: async (prompted) => joined(await withAir(looks(prompted))),
    async readout(prompted) {
      const parts = await withAir(eachChunk(prompted, (part) => network.readout(part)));
      return {
        logits: joined(parts.map(({ logits }) => logits)),
        features: joined(parts.map(({ features }) => features)),
      };
    },
    inputGradient: async (...batch) => joinedGradient(await withAir(gradients(...batch))),
    async logitGradient(pictures, sources) {
      assertShape('sources', [sources.length], [pictures.shape[0]]);
      const tasks = eachChunk(pictures, (part, { start, length }) =>
        network.logitGradient(part, sources.slice(start, start + length)),
      );
      return joinedColumns(await withAir(tasks));
    },
    atOnce: {
      logits: (prompted) => joined(looks(prompted).map((task) => task())),
      inputGradient: (...batch) => joinedGradient(gradients(...batch).map((task) => task())),
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

function rowsOf(batch: Tensor4D, { start, length }: Range): Tensor4D {
  return slice(batch, [start, 0, 0, 0], [length, -1, -1, -1]);
}

/** Stacks chunks along the batch, in order. Consumes them. */
function joined<T extends Tensor>(parts: T[]): T {
  const whole = concat(parts, 0) as T;
  dispose(parts);
  return whole;
}

/** Chunks of one batch as its gradient: shares of the loss add up, the rest is stacked. Consumes them. */
function joinedGradient(parts: readonly InputGradient[]): InputGradient {
  const losses = parts.map((part) => part.loss);
  const loss = addN(losses) as Scalar;
  dispose(losses);
  return { loss, ...joinedColumns(parts) };
}

/** Consumes them. */
function joinedColumns(parts: readonly LogitGradient[]): LogitGradient {
  return {
    logits: joined(parts.map((part) => part.logits)),
    gradient: joined(parts.map((part) => part.gradient)),
  };
}
