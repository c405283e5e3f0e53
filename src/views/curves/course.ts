import { baseline } from '../../core/ablation/baseline';
import type { RunView } from '../../store/run-view';

/** How one run looks on every chart: the reference in the accent, what it is compared with in the second colour. */
export interface Course {
  readonly id: string;
  readonly name: string;
  readonly tone: 'accent' | 'second';
  readonly origin: RunView['origin'];
}

type Named = Pick<RunView, 'id' | 'label' | 'origin' | 'config'>;

/** @param words for the origins, to tell runs of one name apart */
export function coursesOf(
  runs: readonly Named[],
  words: Record<RunView['origin'], string>,
): readonly Course[] {
  return runs.map((run) => {
    const { id, label, origin, config } = run;
    const shared = runs.some((other) => other.id !== id && other.label === label);
    return {
      id,
      name: shared ? `${label} ${words[origin]}` : label,
      tone: config.method.baseline === baseline.default ? 'accent' : 'second',
      origin,
    };
  });
}
