/**
 * The values of several sources as one stream, in the order in which they come. Each source is asked for its next
 * value when its last one has been taken, so none runs away from whoever listens.
 * @param sources all begin at once; when the stream is left early, each is told to return
 * @param options.leaving is called before that: what makes a source that waits go on to its end
 */
export async function* merge<T>(
  sources: readonly AsyncGenerator<T>[],
  { leaving = () => undefined }: { leaving?: () => void } = {},
): AsyncGenerator<T> {
  const ask = async (source: AsyncGenerator<T>) => ({ source, result: await source.next() });
  const asked = new Map(sources.map((source) => [source, ask(source)]));
  try {
    while (asked.size > 0) {
      const { source, result } = await Promise.race(asked.values());
      // to the end of the line: a source that always has an answer must not hide the others
      asked.delete(source);
      if (result.done) continue;
      yield result.value;
      asked.set(source, ask(source));
    }
  } finally {
    leaving();
    // what they were asked for is nobody's business any more, nor how it went
    for (const answer of asked.values()) answer.catch(() => undefined);
    await Promise.all(sources.map((source) => source.return(undefined)));
  }
}
