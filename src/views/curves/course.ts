import type { Messages } from '../../messages/messages';
import type { RunView } from '../../store/run-view';

/** How one run looks on every chart: A, or the reference, in the accent; what it is compared with in the second colour. */
export interface Course {
  readonly id: string;
  readonly name: string;
  readonly tone: 'accent' | 'second';
  readonly origin: RunView['origin'];
}

type Named = Pick<RunView, 'id' | 'label' | 'origin'>;

/** How two runs side by side, or many, tell each other apart. */
export interface Standing {
  readonly tone: Course['tone'];
  /** A or B; empty where nothing is side by side */
  readonly sign: string;
}

/** @param messages whose word `live` tells a live run from a recorded one of the same name */
export function coursesOf<Run extends Named>(
  runs: readonly Run[],
  { curves, translated }: Pick<Messages, 'curves' | 'translated'>,
  standingOf: (run: Run) => Standing,
): readonly Course[] {
  return runs.map((run) => {
    const { id, label, origin } = run;
    const { tone, sign } = standingOf(run);
    const shared = runs.some((other) => other.id !== id && other.label === label);
    const live = shared && origin === 'live' ? curves.live : '';
    return { id, name: [sign, translated(label), live].filter(Boolean).join(' '), tone, origin };
  });
}
