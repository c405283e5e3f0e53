import { afterEach, expect, test, vi } from 'vitest';
import { createBackbone } from '../core/backbone/network';
import { useBackend } from '../core/testing/backends';
import { toyNetwork } from '../core/testing/networks';
import * as tf from '../core/tf';
import { startBackboneThreads } from '../headless/backbone-threads';
import { createRandom } from '../lib/random';
import { createPooledBackbone, type PooledBackbone } from './backbone-pool';
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

/** A worker in this thread. `lives` = how many requests it takes before it dies, or falls silent. */
function port({
  lives = Infinity,
  end = 'dies',
}: { lives?: number; end?: 'dies' | 'hangs' } = {}): WorkerPort {
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
      else if (end === 'dies') setTimeout(() => closed('it died of a test'));
    },
    listen(handlers) {
      toPool = handlers.message;
      closed = handlers.closed;
    },
    terminate: () => undefined,
  };
}

const poolOf = (ports: readonly WorkerPort[]): Promise<PooledBackbone> =>
  createPooledBackbone({ ...toy, ports, clock: () => performance.now(), chunk: 2 });

async function answer(
  backbone: Pick<ReturnType<typeof createBackbone>, 'inputGradient' | 'logits' | 'readout' | 'logitGradient'>,
) {
  const prompted = pictures();
  const { loss, logits, gradient } = await backbone.inputGradient(prompted, labels, mapping);
  const forward = await backbone.logits(prompted);
  const readout = await backbone.readout(prompted);
  const one = await backbone.logitGradient(prompted, labels);
  const all = [loss, logits, gradient, forward, ...Object.values(readout), ...Object.values(one)];
  const read = all.map((tensor) => Array.from(tensor.dataSync()));
  tf.dispose([prompted, ...all]);
  return read;
}

afterEach(() => void vi.useRealTimers());

/** Lets fake time pass until the promise is settled. */
async function soon<Result>(promise: Promise<Result>): Promise<Result> {
  let settled = false;
  const settle = (): void => void (settled = true);
  promise.then(settle, settle);
  while (!settled) await vi.advanceTimersByTimeAsync(1000);
  return promise;
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
  const pool = await poolOf(ports);
  expect(pool.workers).toBe(count);
  expect(await answer(pool)).toEqual(expected);
});

test('real threads give the same bits, and the trainer keeps no tensor of theirs', async () => {
  await useBackend('wasm');
  const expected = await oneThread();
  const before = tf.memory().numTensors;
  const pool = await poolOf(startBackboneThreads(2));
  expect(await answer(pool)).toEqual(expected);
  pool.dispose();
  expect(tf.memory().numTensors).toBe(before);
});

test('when a worker dies, another does its work', async () => {
  await useBackend('wasm');
  const expected = await oneThread();
  const pool = await poolOf([port({ lives: 2 }), port()]);
  expect(await answer(pool)).toEqual(expected);
  expect(pool.workers).toBe(1);
});

test('when a worker hangs, its work is done elsewhere, to the same bits', async () => {
  await useBackend('wasm');
  const expected = await oneThread();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const pool = await soon(poolOf([port({ lives: 2, end: 'hangs' }), port()]));
  expect(await soon(answer(pool))).toEqual(expected);
  expect(pool.workers).toBe(1);
  pool.dispose();
});

test.each(['dies', 'hangs'] as const)('when the last worker %s, this thread does its work', async (end) => {
  await useBackend('wasm');
  const expected = await oneThread();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const pool = await soon(poolOf([port({ lives: 2, end })]));
  const before = tf.memory().numTensors;
  expect(await soon(answer(pool))).toEqual(expected);
  expect(pool.workers).toBe(0);
  expect(await soon(answer(pool))).toEqual(expected);
  pool.dispose();
  expect(tf.memory().numTensors).toBe(before);
});

test('goes on without workers that cannot start, all of them if need be', async () => {
  await useBackend('wasm');
  const expected = await oneThread();
  expect((await poolOf([port({ lives: 0 }), port()])).workers).toBe(1);
  const alone = await poolOf([port({ lives: 0 })]);
  expect(alone.workers).toBe(0);
  expect(await answer(alone)).toEqual(expected);
});

test('fails what is under way when it is disposed of', async () => {
  await useBackend('wasm');
  const pool = await poolOf([port()]);
  const prompted = pictures();
  const logits = pool.logits(prompted);
  await Promise.resolve();
  pool.dispose();
  await expect(logits).rejects.toThrow('No worker is left to run the backbone (they were dismissed).');
  prompted.dispose();
});

test('a request that cannot be computed fails with its reason and leaves the pool working', async () => {
  await useBackend('wasm');
  const expected = await oneThread();
  const pool = await poolOf([port()]);
  const prompted = pictures();
  await expect(pool.inputGradient(prompted, labels, Int32Array.of(99_999, 0, 1))).rejects.toThrow(
    '99999 is not in',
  );
  prompted.dispose();
  expect(await answer(pool)).toEqual(expected);
});
