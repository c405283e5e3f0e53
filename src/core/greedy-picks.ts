import type { FrequencyMatrix } from './label-mapping';

/** One assignment of the greedy mapping, with what the others lose by it. */
export interface GreedyPick {
  readonly target: number;
  readonly source: number;
  /** d[source, target] */
  readonly count: number;
  /** targets still free whose largest count, above zero, was that of this source; the one with most first */
  readonly losers: readonly { readonly target: number; readonly count: number }[];
}

/**
 * The way of `greedyMapping` to its π, one assignment after another, with the same rule for ties: the lowest source,
 * then the lowest target.
 */
export function greedyPicks({ sources, targets, counts }: FrequencyMatrix): readonly GreedyPick[] {
  const free = {
    sources: new Set(Array.from({ length: sources }, (_, source) => source)),
    targets: new Set(Array.from({ length: targets }, (_, target) => target)),
  };
  const count = (source: number, target: number): number => counts[source * targets + target]!;
  /** the free source that a target is most often taken for */
  const favourite = (target: number): number => {
    let best = -1;
    for (const source of free.sources) {
      if (best < 0 || count(source, target) > count(best, target)) best = source;
    }
    return best;
  };
  return Array.from({ length: targets }, (): GreedyPick => {
    const liked = Array.from(free.targets, (target) => ({ target, source: favourite(target) }));
    const { target, source } = liked.reduce((a, b) => {
      const more = count(b.source, b.target) - count(a.source, a.target);
      return more > 0 || (more === 0 && b.source < a.source) ? b : a;
    });
    free.targets.delete(target);
    free.sources.delete(source);
    const losers = liked
      .filter((other) => other.target !== target && other.source === source)
      .map((other) => ({ target: other.target, count: count(source, other.target) }))
      .filter((loser) => loser.count > 0)
      .sort((a, b) => b.count - a.count);
    return { target, source, count: count(source, target), losers };
  });
}
