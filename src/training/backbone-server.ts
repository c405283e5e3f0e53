/** The inside of a pool worker: a frozen network on this thread's own TensorFlow.js, one chunk at a time. */
import { createFrozenNetwork, type FrozenNetwork } from '../core/backbone/frozen-network';
import { dispose, tensor4d, type Tensor } from '../core/tf';
import type { PoolReply, PoolRequest, ServerPort } from './pool-messages';

/**
 * Answers a pool's requests in order, until the thread is ended from outside.
 * @param prepare chooses and starts the backend; what it needs differs between the page and Node
 */
export function serveBackbone(port: ServerPort, prepare: () => Promise<void>): void {
  let network: FrozenNetwork | null = null;
  let before: Promise<void> = Promise.resolve();

  async function answer(request: PoolRequest): Promise<void> {
    try {
      if (request.type === 'load') {
        await prepare();
        network = createFrozenNetwork(request.description, request.tensors);
        port.post({ type: 'ready' }, []);
        return;
      }
      if (!network) throw new Error('A backbone worker was asked before it was loaded.');
      const reply = await compute(network, request);
      port.post(reply, buffersOf(reply));
    } catch (error) {
      port.post({ type: 'failed', message: error instanceof Error ? error.message : String(error) }, []);
    }
  }

  port.listen((request) => {
    before = before.then(() => answer(request));
  });
}

async function compute(
  network: FrozenNetwork,
  request: Exclude<PoolRequest, { type: 'load' }>,
): Promise<PoolReply> {
  const prompted = tensor4d(request.prompted, [...request.shape]);
  try {
    if (request.type === 'logits') return { type: 'logits', logits: await taken(network.logits(prompted)) };
    if (request.type === 'readout') {
      const { logits, features } = network.readout(prompted);
      return { type: 'readout', logits: await taken(logits), features: await taken(features) };
    }
    if (request.type === 'logit-gradient') {
      const { logits, gradient } = network.logitGradient(prompted, request.sources);
      return { type: 'logit-gradient', logits: await taken(logits), gradient: await taken(gradient) };
    }
    const { labels, mapping, batch } = request;
    const { loss, logits, gradient } = network.inputGradient({ prompted, labels, mapping, batch });
    return {
      type: 'gradient',
      loss: (await taken(loss))[0]!,
      logits: await taken(logits),
      gradient: await taken(gradient),
    };
  } finally {
    prompted.dispose();
  }
}

function buffersOf(reply: PoolReply): ArrayBuffer[] {
  if (reply.type === 'gradient' || reply.type === 'logit-gradient')
    return [reply.logits.buffer, reply.gradient.buffer];
  return reply.type === 'readout' ? [reply.logits.buffer, reply.features.buffer] : [];
}

/** The values, in a buffer of their own that can be handed over; frees the tensor. */
async function taken(tensor: Tensor): Promise<Float32Array<ArrayBuffer>> {
  const values = Float32Array.from(await tensor.data<'float32'>());
  dispose(tensor);
  return values;
}
