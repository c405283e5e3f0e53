import { expect, test } from 'vitest';
import { createBackbone } from '../core/backbone/network';
import { useBackend } from '../core/testing/backends';
import { toyNetwork } from '../core/testing/networks';
import * as tf from '../core/tf';
import { startBackboneThreads } from '../headless/backbone-threads';
import { createRandom } from '../lib/random';
import { UserError } from '../lib/user-error';
import { createPooledBackbone } from './backbone-pool';
import { serveBackbone } from './backbone-server';
import type { PoolReply, PoolRequest, WorkerPort } from './pool-messages';

const toy = toyNetwork();
const labels = Int32Array.of(0, 1, 2, 2, 1, 0, 1);
const mapping = Int32Array.of(3, 17, 8);

function pictures(): tf.Tensor4D {
  const random = createRandom(1, 'test pictures');
  const size = labels.length * 16 * 16 * 3;
  return tf.tensor4d(
    Float32Array.from({ length: size }, () => 2 * random.uniform() - 1),
    [labels.length, 16, 16, 3],
  );
}

/** A worker in this thread. `lives` = how many requests it takes before it dies. */
function port({ lives = Infinity } = {}): WorkerPort {
  let toServer: (request: PoolRequest) => void = () => undefined;
  let toPool: (reply: PoolReply) => void = () => undefined;
  let closed: (reason: string) => void = () => undefined;
  let left = lives;
  serveBackbone(
    {
      post: (reply, transfer) => queueMicrotask(() => toPool(structuredClone(reply, { transfer }))),
      listen: (message) => (toServer = message),
    },
    async () => undefined,
  );
  return {
    post(request, transfer) {
      const message = structuredClone(request, { transfer });
      if (left-- > 0) setTimeout(() => toServer(message));
      else setTimeout(() => closed('it died of a test'));
    },
    listen(handlers) {
      toPool = handlers.message;
      closed = handlers.closed;
    },
    terminate: () => undefined,
  };
}

async function answer(backbone: Pick<ReturnType<typeof createBackbone>, 'inputGradient' | 'logits'>) {
  const prompted = pictures();
  const { loss, logits, gradient } = await backbone.inputGradient(prompted, labels, mapping);
  const forward = await backbone.logits(prompted);
  const read = [loss, logits, gradient, forward].map((tensor) => Array.from(tensor.dataSync()));
  tf.dispose([prompted, loss, logits, gradient, forward]);
  return read;
}

async function oneThread() {
  const backbone = createBackbone({ ...toy, chunk: 2 });
  const result = await answer(backbone);
  backbone.dispose();
  return result;
}

test.each([1, 2, 3])('%i workers give the bits of one thread', async (count) => {
  await useBackend('wasm');
  const expected = await oneThread();
  const ports = Array.from({ length: count }, () => port());
  const pool = await createPooledBackbone({ ...toy, ports, chunk: 2 });
  expect(pool.workers).toBe(count);
  expect(await answer(pool)).toEqual(expected);
});

test('real threads give the same bits, and the trainer keeps no tensor of theirs', async () => {
  await useBackend('wasm');
  const expected = await oneThread();
  const before = tf.memory().numTensors;
  const pool = await createPooledBackbone({ ...toy, ports: startBackboneThreads(2), chunk: 2 });
  expect(await answer(pool)).toEqual(expected);
  pool.dispose();
  expect(tf.memory().numTensors).toBe(before);
});

test('when a worker dies, another does its work', async () => {
  await useBackend('wasm');
  const expected = await oneThread();
  const pool = await createPooledBackbone({ ...toy, ports: [port({ lives: 2 }), port()], chunk: 2 });
  expect(await answer(pool)).toEqual(expected);
  expect(pool.workers).toBe(1);
});

test('when the last worker dies, a sentence says so, now and later', async () => {
  await useBackend('wasm');
  const pool = await createPooledBackbone({ ...toy, ports: [port({ lives: 2 })], chunk: 2 });
  const prompted = pictures();
  for (let attempt = 0; attempt < 2; attempt++) {
    const failure = pool.inputGradient(prompted, labels, mapping);
    await expect(failure).rejects.toThrow(/No worker is left.*it died of a test/);
    await expect(failure).rejects.toBeInstanceOf(UserError);
  }
  prompted.dispose();
});

test('goes on without a worker that cannot start, and says so when none can', async () => {
  await useBackend('wasm');
  const pool = await createPooledBackbone({ ...toy, ports: [port({ lives: 0 }), port()], chunk: 2 });
  expect(pool.workers).toBe(1);
  const none = createPooledBackbone({ ...toy, ports: [port({ lives: 0 })] });
  await expect(none).rejects.toThrow('No worker is left');
});

test('a request that cannot be computed fails with its reason and leaves the pool working', async () => {
  await useBackend('wasm');
  const expected = await oneThread();
  const pool = await createPooledBackbone({ ...toy, ports: [port()], chunk: 2 });
  const prompted = pictures();
  await expect(pool.inputGradient(prompted, labels, Int32Array.of(99_999, 0, 1))).rejects.toThrow(
    '99999 is not in',
  );
  prompted.dispose();
  expect(await answer(pool)).toEqual(expected);
});
