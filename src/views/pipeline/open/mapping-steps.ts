import type { MappingInspection, MappingPick } from '../../../data/inspection';

/** What the greedy mapping has done when it stands at one assignment. */
export interface MappingStep {
  /** 0-based; the assignment that is made now */
  readonly at: number;
  readonly pick: MappingPick;
  /** assignments made before this one */
  readonly before: readonly MappingPick[];
  /** targets that wanted this source, with what they get in the end */
  readonly losers: readonly {
    readonly target: number;
    readonly count: number;
    /** the source and count that it ends with; null if it gets none */
    readonly gets: { readonly source: number; readonly count: number } | null;
  }[];
  readonly isLast: boolean;
}

/** @param at cut to the assignments there are */
export function stepAt({ picks }: MappingInspection, at: number): MappingStep | null {
  const index = Math.max(0, Math.min(picks.length - 1, at));
  const pick = picks[index];
  if (!pick) return null;
  return {
    at: index,
    pick,
    before: picks.slice(0, index),
    losers: pick.losers.map(({ target, count }) => {
      const end = picks.find((other) => other.target === target);
      return { target, count, gets: end ? { source: end.source, count: end.count } : null };
    }),
    isLast: index === picks.length - 1,
  };
}

/** What a cell of the matrix is at one step. */
export type CellState = 'free' | 'now' | 'lost' | 'taken' | 'retired';

export function cellState(step: MappingStep, source: number, target: number): CellState {
  const { pick, before } = step;
  if (pick.source === source && pick.target === target) return 'now';
  if (before.some((made) => made.source === source && made.target === target)) return 'taken';
  if (before.some((made) => made.source === source || made.target === target)) return 'retired';
  if (pick.source === source && pick.losers.some((loser) => loser.target === target)) return 'lost';
  return 'free';
}

/** Targets for which the assignments differ from the mapping that is used. */
export function differences({ picks }: MappingInspection, mapping: Int32Array): number {
  return picks.filter(({ target, source }) => mapping[target] !== source).length;
}
