import type { ViewSnapshot } from '../data/snapshot';

/** The label that each sample of a snapshot is read as: argmax over the mapped classes, the lower on a tie. */
export function predictionsOf({ targets, mapping }: Pick<ViewSnapshot, 'targets' | 'mapping'>): Int32Array {
  const classes = mapping.length;
  const count = classes === 0 ? 0 : targets.length / classes;
  return Int32Array.from({ length: count }, (_, sample) => {
    const row = targets.subarray(sample * classes, (sample + 1) * classes);
    return row.reduce((best, value, target) => (value > row[best]! ? target : best), 0);
  });
}
