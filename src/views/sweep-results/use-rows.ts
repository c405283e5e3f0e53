import { useEffect, useRef, useState } from 'react';
import { useController } from '../../controller/use-controller';
import type { ShownResult, ShownView } from '../../worker/results-protocol';

/** How many parts are held besides the first, which comes with the view. */
const held = 12;

type Parts = ReadonlyMap<number, readonly ShownResult[]>;

/** Rows of a view from `first` to `last`, as they arrive; those far from there are let go. */
export function useRows({ view, first: beginning, count }: ShownView, first: number, last: number) {
  const { sweepResults } = useController();
  const [loaded, setLoaded] = useState<{ readonly view: number; readonly parts: Parts }>(() => ({
    view,
    parts: new Map(),
  }));
  const asked = useRef({ view, parts: new Set<number>() });
  const part = Math.max(1, beginning.length);
  useEffect(() => {
    if (asked.current.view !== view) asked.current = { view, parts: new Set() };
    const { parts } = asked.current;
    const [from, to] = [Math.floor(first / part), Math.floor(Math.min(last, count - 1) / part)];
    for (let index = Math.max(1, from); index <= to; index++) {
      if (parts.has(index)) continue;
      parts.add(index);
      void sweepResults.rows(view, index * part, part).then((rows) =>
        setLoaded((before) => {
          if (asked.current.view !== view) return before;
          const next = new Map([...(before.view === view ? before.parts : []), [index, rows]]);
          for (const old of [...next.keys()].slice(0, Math.max(0, next.size - held))) {
            next.delete(old);
            parts.delete(old);
          }
          return { view, parts: next };
        }),
      );
    }
  }, [sweepResults, view, count, part, first, last]);
  return (place: number): ShownResult | null => {
    if (place < part) return beginning[place] ?? null;
    const parts = loaded.view === view ? loaded.parts : null;
    return parts?.get(Math.floor(place / part))?.[place % part] ?? null;
  };
}
