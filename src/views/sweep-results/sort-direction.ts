import type { ResultQuery, ResultSort } from '../../data/results/result-query';
import { everyMetric } from '../../store/columns';

/** Whether values grow from row to row: first come texts from a to z, few seeds, and of numbers the best. */
export function isUpwards({ by, reversed }: ResultQuery['sort']): boolean {
  return upwardsFirst(by) !== reversed;
}

function upwardsFirst(by: ResultSort): boolean {
  if (by === 'n' || by === 'published') return false;
  return everyMetric.find(({ id }) => id === by)?.better !== 'higher';
}
