/**
 * The values of several sources as one stream, in the order in which they come. Each source is asked for its next
 * value when its last one has been taken, so none runs away from whoever listens.
 * @param sources all begin at once; when the stream is left early, each is told to return
 */
export async function* merge<T>(sources: readonly AsyncGenerator<T>[]): AsyncGenerator<T> {
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
    await Promise.all(sources.map((source) => source.return(undefined)));
  }
}
