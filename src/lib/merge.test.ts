import { expect, test } from 'vitest';
import { merge } from './merge';

async function* counting(name: string, count: number, log: string[] = []) {
  try {
    for (let i = 0; i < count; i++) {
      log.push(`${name}${i}`);
      yield `${name}${i}`;
    }
  } finally {
    log.push(`${name} left`);
  }
}

async function all<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const values: T[] = [];
  for await (const value of stream) values.push(value);
  return values;
}

test('gives every value once, each source in its own order, none waiting for another to end', async () => {
  const values = await all(merge([counting('a', 3), counting('b', 5)]));
  expect(values.filter((value) => value.startsWith('a'))).toEqual(['a0', 'a1', 'a2']);
  expect(values.filter((value) => value.startsWith('b'))).toEqual(['b0', 'b1', 'b2', 'b3', 'b4']);
  expect(values.indexOf('b0')).toBeLessThan(values.indexOf('a2'));
  expect(await all(merge([]))).toEqual([]);
});

test('asks a single source only when its last value was taken', async () => {
  const log: string[] = [];
  const stream = merge([counting('a', 3, log)]);
  expect((await stream.next()).value).toBe('a0');
  expect(log).toEqual(['a0']);
  await stream.return(undefined);
  expect(log).toEqual(['a0', 'a left']);
});

test('ends every source when one fails, and fails with its reason', async () => {
  const log: string[] = [];
  async function* failing(): AsyncGenerator<string> {
    yield 'first';
    throw new Error('it broke');
  }
  await expect(all(merge([counting('a', 1000, log), failing()]))).rejects.toThrow('it broke');
  expect(log.at(-1)).toBe('a left');
  expect(log.length).toBeLessThan(10);
});
