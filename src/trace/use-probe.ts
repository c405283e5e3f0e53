import { useMemo, useState } from 'react';
import { moveProbe } from '../store/actions';
import { probeWithin } from '../store/selectors';
import { explorer, useExplorer } from '../store/store';
import { cellAt } from '../ui/pictures/place';
import type { Cell } from '../ui/pictures/field';
import type { Probing } from '../ui/pictures/picture';

/**
 * The one probe of the bench, in pixels of the network's input: under the pointer while it is over a picture,
 * else where it was pinned. Only the pinned one goes to the store, and into the link.
 */
export function useProbe(side: number, patch: number): { readonly cell: Cell; readonly probing: Probing } {
  const pinned = useExplorer(({ view }) => view.probe);
  const [hovered, setHovered] = useState<Cell | null>(null);

  const probing = useMemo<Probing>(
    () => ({
      point: (place) =>
        setHovered((before) => {
          if (!place) return null;
          const cell = cellAt(place, side, side);
          return before?.row === cell.row && before.column === cell.column ? before : cell;
        }),
      pin: (place) => moveProbe(cellAt(place, side, side)),
      nudge: (step, { wide }) => {
        const from = probeWithin(explorer.getState().view.probe, side);
        const by = wide ? patch : 1;
        setHovered(null);
        moveProbe(
          probeWithin({ row: from.row + step.row * by, column: from.column + step.column * by }, side),
        );
      },
    }),
    [side, patch],
  );

  return { cell: hovered ?? probeWithin(pinned, side), probing };
}
