/** How much may be under way at once: enough that a disk, or an unpacker on another thread, is never waited for long. */
const MOST = 16;
const MOST_BYTES = 32 * 2 ** 20;

/**
 * Results in order, with the next few under way while one is used.
 * @param sizeOf bytes that an item's result takes, roughly
 */
export async function* readAhead<Item, Result>(
  items: Iterable<Item>,
  { read, sizeOf }: { read: (item: Item) => Promise<Result>; sizeOf: (item: Item) => number },
): AsyncGenerator<Result> {
  const iterator = items[Symbol.iterator]();
  const queue: { result: Promise<Result>; size: number }[] = [];
  let bytes = 0;
  let next = iterator.next();
  for (;;) {
    while (!next.done && queue.length < MOST && (queue.length === 0 || bytes < MOST_BYTES)) {
      const size = sizeOf(next.value);
      const result = read(next.value);
      // told by whoever awaits it below, in its turn
      result.catch(() => undefined);
      queue.push({ result, size });
      bytes += size;
      next = iterator.next();
    }
    const first = queue.shift();
    if (!first) return;
    const result = await first.result;
    bytes -= first.size;
    yield result;
  }
}

/** The same of items that come one by one: those behind one that takes its time are under way meanwhile. */
export async function* inTurn<Item, Result>(
  items: AsyncIterable<Item>,
  { work, sizeOf }: { work: (item: Item) => Promise<Result>; sizeOf: (item: Item) => number },
): AsyncGenerator<Result> {
  const queue: { result: Promise<Result>; size: number }[] = [];
  let bytes = 0;
  for await (const item of items) {
    const result = work(item);
    // told by whoever awaits it below, in its turn
    result.catch(() => undefined);
    queue.push({ result, size: sizeOf(item) });
    bytes += sizeOf(item);
    while (queue.length > MOST || bytes > MOST_BYTES) {
      const first = queue.shift()!;
      bytes -= first.size;
      yield await first.result;
    }
  }
  for (const { result } of queue) yield await result;
}
