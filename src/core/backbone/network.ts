/** The frozen network as a Backbone in this thread: batches in chunks of a fixed size, with air between them. */
import { assertShape } from '../../lib/assert-shape';
import { addN, concat, dispose, getBackend, slice, type Scalar, type Tensor, type Tensor4D } from '../tf';
import type { Backbone, InputGradient, LogitGradient } from './backbone';
import { layerCosts, sideStep } from './description/layer-facts';
import { createFrozenNetwork } from './frozen-network';
import type { NamedTensors, NetworkDescription } from './description/layers';

export interface BackboneOptions {
  readonly description: NetworkDescription;
  readonly tensors: NamedTensors;
  /** samples per chunk, the last of a batch may have fewer; left out: what suits the backend */
  readonly chunk?: number;
  /** Called between chunks, so that the thread can answer messages; platforms know cheaper ways than a timer. */
  readonly breathe?: () => Promise<void>;
}

/** Samples per chunk on a processor: its activations still fit the caches near it, and the thread breathes often. */
const PROCESSOR_CHUNK = 8;

/** Bytes that a chunk may keep for its way back, on a processor and on a GPU: large networks get smaller chunks. */
const KEPT_BYTES = { processor: 2 ** 28, gpu: 2 ** 29 } as const;

/**
 * Pixels per chunk on a GPU, where each dispatch costs and large ones cost no more: 16 samples at side 224 (then some
 * 400 MB are kept for the way back), a whole batch of 64 at side 96.
 */
const GPU_CHUNK_PIXELS = 16 * 224 ** 2;

/** Samples per chunk on a processor. It follows from the network and the side alone, and so do the bits that come out. */
export function processorChunk(description: NetworkDescription, side: number): number {
  return Math.min(PROCESSOR_CHUNK, roomFor(description, side, KEPT_BYTES.processor));
}

function gpuChunk(description: NetworkDescription, side: number): number {
  const pictures = Math.max(1, Math.floor(GPU_CHUNK_PIXELS / side ** 2));
  return Math.min(pictures, roomFor(description, side, KEPT_BYTES.gpu));
}

/** Pictures whose way back fits into so many bytes; one always goes. */
function roomFor(description: NetworkDescription, side: number, bytes: number): number {
  const kept = layerCosts(description, side).reduce((sum, layer) => sum + 4 * layer.kept, 0);
  return Math.max(1, Math.floor(bytes / kept));
}

export function createBackbone({
  description,
  tensors,
  chunk,
  breathe = () => new Promise((resolve) => setTimeout(resolve)),
}: BackboneOptions): Backbone {
  const network = createFrozenNetwork(description, tensors);
  const suited = getBackend().startsWith('webg') ? gpuChunk : processorChunk;
  const chunkFor = (side: number): number => chunk ?? suited(description, side);

  async function eachChunk<T>(
    prompted: Tensor4D,
    compute: (part: Tensor4D, range: Range) => T,
  ): Promise<T[]> {
    const [batch, side] = prompted.shape;
    assertShape('prompted', prompted.shape, [batch, side, side, 3]);
    const results: T[] = [];
    for (const range of chunks(batch, chunkFor(side))) {
      if (range.start > 0) await breathe();
      const part = range.length === batch ? prompted.clone() : rowsOf(prompted, range);
      results.push(compute(part, range));
      part.dispose();
    }
    return results;
  }

  return {
    name: description.name,
    classes: description.classes,
    features: description.features,
    sideStep: sideStep(description),
    logits: async (prompted) => joined(await eachChunk(prompted, (part) => network.logits(part))),
    async readout(prompted) {
      const parts = await eachChunk(prompted, (part) => network.readout(part));
      return {
        logits: joined(parts.map(({ logits }) => logits)),
        features: joined(parts.map(({ features }) => features)),
      };
    },
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
    async logitGradient(pictures, sources) {
      assertShape('sources', [sources.length], [pictures.shape[0]]);
      const parts = await eachChunk(pictures, (part, { start, length }) =>
        network.logitGradient(part, sources.slice(start, start + length)),
      );
      return joinedColumns(parts);
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
