import { useMemo } from 'react';
import { obstacles, type Pair } from '../../store/pair';
import { useExplorer } from '../../store/store';
import {
  benchOfSide,
  pairRanges,
  pairStages,
  type PairRanges,
  type PairStage,
} from '../../trace/pair-stages';
import type { Bench } from '../../trace/bench';

/** Everything that A | B draws, worked out once for all its parts. */
export interface Drawn {
  readonly pair: Pair;
  readonly a: Bench;
  readonly b: Bench;
  readonly obstacles: ReturnType<typeof obstacles>;
  readonly stages: readonly PairStage[];
  readonly ranges: PairRanges;
}

export function useDrawn(pair: Pair): Drawn {
  const range = useExplorer(({ view }) => view.range);
  const locked = useExplorer(({ view }) => view.lockedLimit);
  const a = useMemo(() => benchOfSide(pair.a), [pair.a]);
  const b = useMemo(() => benchOfSide(pair.b), [pair.b]);
  const found = useMemo(() => obstacles(pair), [pair]);
  const stages = useMemo(() => pairStages(a, b, found.length === 0 ? 'comparable' : 'apart'), [a, b, found]);
  const ranges = useMemo(
    () => pairRanges(pair, { range, locked, masks: [a.mask, b.mask] }),
    [pair, range, locked, a, b],
  );
  return useMemo(
    () => ({ pair, a, b, obstacles: found, stages, ranges }),
    [pair, a, b, found, stages, ranges],
  );
}
