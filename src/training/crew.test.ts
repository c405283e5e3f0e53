import { afterEach, expect, test, vi } from 'vitest';
import { hireCrew } from './crew';
import type { PoolReply, PoolRequest, WorkerPort } from './pool-messages';

/** A worker that answers, and dies, when it is told to. */
function worker() {
  let handlers: Parameters<WorkerPort['listen']>[0];
  const held: PoolRequest[] = [];
  const answered = (reply: PoolReply) => (held.shift(), handlers.message(reply));
  const port: WorkerPort = {
    post: (request) => void held.push(request),
    listen: (given) => (handlers = given),
    terminate: () => undefined,
  };
  return {
    port,
    held,
    ready: () => answered({ type: 'ready' }),
    die: () => handlers.closed('it died of a test'),
  };
}

/** A request that can be told from others. */
const numbered = (batch: number) => (): PoolRequest => ({
  type: 'gradient',
  labels: new Int32Array(),
  mapping: new Int32Array(),
  batch,
  prompted: new Float32Array(),
  shape: [1, 1, 1, 3],
});

const numbersOf = (held: readonly PoolRequest[]) =>
  held.map((request) => request.type === 'gradient' && request.batch);

afterEach(() => void vi.useRealTimers());

async function hired(count: number) {
  const workers = Array.from({ length: count }, worker);
  const crew = hireCrew(
    workers.map(({ port }) => port),
    { first: numbered(-1), clock: () => 0 },
  );
  for (const { ready } of workers) ready();
  return { crew: await crew, workers };
}

test('gives each worker one request before any a second, and none a third', async () => {
  const { crew, workers } = await hired(2);
  for (const number of [1, 2, 3, 4, 5]) void crew.ask(numbered(number));
  expect(workers.map(({ held }) => numbersOf(held))).toEqual([
    [1, 3],
    [2, 4],
  ]);
  workers[1]!.ready();
  expect(numbersOf(workers[1]!.held)).toEqual([4, 5]);
});

test('puts what is urgent before what is not, in its own order', async () => {
  const { crew, workers } = await hired(1);
  for (const number of [1, 2, 3]) void crew.ask(numbered(number));
  for (const number of [10, 11]) void crew.ask(numbered(number), { urgent: true });
  const [only] = workers;
  const order: unknown[] = [];
  while (only!.held.length > 0) {
    order.push(numbersOf(only!.held)[0]);
    only!.ready();
  }
  expect(order).toEqual([1, 2, 10, 11, 3]);
});

test('hands on all that a worker held when it died, before what came later', async () => {
  const { crew, workers } = await hired(2);
  for (const number of [1, 2, 3, 4, 5]) void crew.ask(numbered(number));
  workers[0]!.die();
  const [, other] = workers;
  const order: unknown[] = [];
  while (other!.held.length > 0) {
    order.push(numbersOf(other!.held)[0]);
    other!.ready();
  }
  expect(order).toEqual([2, 4, 1, 3, 5]);
  expect(crew.size).toBe(1);
});

test('gives up a worker that falls silent, and hands on all that it held', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { crew, workers } = await hired(2);
  const [silent, other] = workers;
  const ask = (number: number) => crew.ask(numbered(number)).then(() => number);
  const answers = [1, 2, 3, 4].map(ask);
  // what it held second begins to count when the first is done
  vi.advanceTimersByTime(9_000);
  silent!.ready();
  other!.ready();
  vi.advanceTimersByTime(9_000);
  expect(crew.size).toBe(2);
  other!.ready();
  vi.advanceTimersByTime(2_000);
  expect(crew.size).toBe(1);
  expect(numbersOf(other!.held)).toEqual([3]);
  other!.ready();
  expect(await Promise.all(answers)).toEqual([1, 2, 3, 4]);
  crew.dismiss();
  expect(vi.getTimerCount()).toBe(0);
});
