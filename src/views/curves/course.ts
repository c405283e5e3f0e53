import { baseline } from '../../core/ablation/baseline';
import type { Messages } from '../../messages/messages';
import type { RunView } from '../../store/run-view';

/** How one run looks on every chart: the reference in the accent, what it is compared with in the second colour. */
export interface Course {
  readonly id: string;
  readonly name: string;
  readonly tone: 'accent' | 'second';
  readonly origin: RunView['origin'];
}

type Named = Pick<RunView, 'id' | 'label' | 'origin' | 'config'>;

/** @param messages whose word `live` tells a live run from a recorded one of the same name */
export function coursesOf(
  runs: readonly Named[],
  { curves, translated }: Pick<Messages, 'curves' | 'translated'>,
): readonly Course[] {
  return runs.map((run) => {
    const { id, label, origin, config } = run;
    const shared = runs.some((other) => other.id !== id && other.label === label);
    return {
      id,
      name: shared && origin === 'live' ? `${translated(label)} ${curves.live}` : translated(label),
      tone: config.method.baseline === baseline.default ? 'accent' : 'second',
      origin,
    };
  });
}
