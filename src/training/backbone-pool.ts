/**
 * A frozen network on several workers. Each chunk of a batch goes to the next free worker and comes back to its
 * place, so the answer has the same bits whatever the number of workers, and the same as one thread would give.
 * No shared memory and no special headers: behind the ports are ordinary workers (threads in Node). What a worker
 * leaves undone, another does; where none is left, this thread.
 */
import type { Backbone } from '../core/backbone/backbone';
import { sideStep } from '../core/backbone/description/layer-facts';
import type { NamedTensors, NetworkDescription } from '../core/backbone/description/layers';
import { chunks, createBackbone, processorChunk, type Range } from '../core/backbone/network';
import { scalar, tensor2d, tensor4d, type Tensor4D } from '../core/tf';
import { assertShape } from '../lib/assert-shape';
import { hireCrew, NobodyLeft, type Crew } from './crew';
import type { Clock } from './eta';
import type { Pictures, PoolReply, PoolRequest, WorkerPort } from './pool-messages';

export interface PoolOptions {
  /** one per worker; the pool owns them and terminates them in the end */
  readonly ports: readonly WorkerPort[];
  readonly description: NetworkDescription;
  readonly tensors: NamedTensors;
  readonly clock: Clock;
  /** samples per chunk */
  readonly chunk?: number;
  /** lets the thread answer its messages between chunks, where it has to do them itself */
  readonly breathe?: () => Promise<void>;
}

export interface PooledBackbone extends Backbone {
  /** workers alive; 0 = this thread does it all */
  readonly workers: number;
}

/** Resolves once the workers have their weights. One that cannot start is left out. */
export async function createPooledBackbone({
  ports,
  clock,
  ...network
}: PoolOptions): Promise<PooledBackbone> {
  const { description, tensors, chunk } = network;
  const chunkFor = (side: number): number => chunk ?? processorChunk(description, side);
  const crew = await hireCrew(ports, { first: () => ({ type: 'load', description, tensors }), clock });
  const pool = pooled(crew, { ...description, chunkFor });
  /** on this thread, once it is needed: the same chunks make the same bits */
  let own: Backbone | null = null;
  let disposed = false;

  async function compute<Answer>(ask: (whom: Passes) => Promise<Answer>): Promise<Answer> {
    try {
      return await ask(pool);
    } catch (error) {
      if (!(error instanceof NobodyLeft) || disposed) throw error;
      own ??= createBackbone(network);
      return ask(own);
    }
  }

  return {
    name: description.name,
    classes: description.classes,
    features: description.features,
    sideStep: sideStep(description),
    get workers() {
      return crew.size;
    },
    logits: (prompted, options) => compute((whom) => whom.logits(prompted, options)),
    readout: (prompted, options) => compute((whom) => whom.readout(prompted, options)),
    inputGradient: (prompted, labels, mapping) =>
      compute((whom) => whom.inputGradient(prompted, labels, mapping)),
    logitGradient: (pictures, sources) => compute((whom) => whom.logitGradient(pictures, sources)),
    dispose() {
      disposed = true;
      crew.dismiss();
      own?.dispose();
    },
  };
}

type Passes = Pick<Backbone, 'logits' | 'readout' | 'inputGradient' | 'logitGradient'>;

/** All passes on the crew. */
function pooled(
  crew: Crew,
  { classes, features, chunkFor }: { classes: number; features: number; chunkFor: (side: number) => number },
): Passes {
  /** Sends each chunk to whoever is free; the replies come in the order of the chunks. */
  async function eachChunk<Type extends PassType>(
    type: Type,
    prompted: Tensor4D,
    request: (pictures: Pictures, range: Range) => Extract<PoolRequest, { type: Type }>,
    options: { urgent?: boolean } = {},
  ): Promise<Extract<PoolReply, { type: Type }>[]> {
    const [batch, side] = prompted.shape;
    assertShape('prompted', prompted.shape, [batch, side, side, 3]);
    const values = await prompted.data<'float32'>();
    const sample = side * side * 3;
    const picturesOf = ({ start, length }: Range): Pictures => ({
      prompted: Float32Array.from(values.subarray(start * sample, (start + length) * sample)),
      shape: [length, side, side, 3],
    });
    return Promise.all(
      chunks(batch, chunkFor(side)).map(async (range) => {
        const reply = await crew.ask(() => request(picturesOf(range), range), options);
        if (reply.type !== type) throw new Error(`A backbone worker answered ${type} with ${reply.type}.`);
        return reply as Extract<PoolReply, { type: Type }>;
      }),
    );
  }

  return {
    async logits(prompted, options) {
      const request = (pictures: Pictures) => ({ type: 'logits', ...pictures }) as const;
      const parts = await eachChunk('logits', prompted, request, options);
      return tensor2d(stacked(parts.map((part) => part.logits)), [prompted.shape[0], classes]);
    },
    async readout(prompted, options) {
      const request = (pictures: Pictures) => ({ type: 'readout', ...pictures }) as const;
      const parts = await eachChunk('readout', prompted, request, options);
      const [count] = prompted.shape;
      return {
        logits: tensor2d(stacked(parts.map((part) => part.logits)), [count, classes]),
        features: tensor2d(stacked(parts.map((part) => part.features)), [count, features]),
      };
    },
    async inputGradient(prompted, labels, mapping) {
      assertShape('labels', [labels.length], [prompted.shape[0]]);
      const { shape } = prompted;
      const parts = await eachChunk('gradient', prompted, (pictures, { start, length }) => ({
        type: 'gradient',
        ...pictures,
        labels: labels.slice(start, start + length),
        mapping,
        batch: labels.length,
      }));
      return {
        // rounded after each addition, as float32 on one thread is
        loss: scalar(parts.reduce((total, part) => Math.fround(total + part.loss), 0)),
        logits: tensor2d(stacked(parts.map((part) => part.logits)), [shape[0], classes]),
        gradient: tensor4d(stacked(parts.map((part) => part.gradient)), shape),
      };
    },
    async logitGradient(pictures, sources) {
      assertShape('sources', [sources.length], [pictures.shape[0]]);
      const { shape } = pictures;
      const request = (part: Pictures, { start, length }: Range) =>
        ({ type: 'logit-gradient', ...part, sources: sources.slice(start, start + length) }) as const;
      // somebody is waiting to see it
      const parts = await eachChunk('logit-gradient', pictures, request, { urgent: true });
      return {
        logits: tensor2d(stacked(parts.map((part) => part.logits)), [shape[0], classes]),
        gradient: tensor4d(stacked(parts.map((part) => part.gradient)), shape),
      };
    },
  };
}

type PassType = Exclude<PoolRequest['type'], 'load'>;

function stacked(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((total, part) => total + part.length, 0));
  let start = 0;
  for (const part of parts) {
    whole.set(part, start);
    start += part.length;
  }
  return whole;
}
