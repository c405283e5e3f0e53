import type { Outcome } from '../../store/survey';

/** Answers before and after as a flow: two blocks on either side, and a ribbon for each way between them. */

export interface Flow {
  readonly blocks: readonly Block[];
  readonly ribbons: readonly Ribbon[];
}

export interface Block {
  readonly when: 'before' | 'after';
  readonly right: boolean;
  readonly count: number;
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

export interface Ribbon {
  readonly outcome: Outcome;
  readonly count: number;
  readonly path: string;
  /** where its number stands: in its middle */
  readonly middle: readonly [x: number, y: number];
  readonly thickness: number;
}

export const blockWidth = 10;
/** Between the right and the wrong. */
const gap = 14;

interface Room {
  readonly width: number;
  readonly height: number;
  /** pictures that the whole height stands for: the same for both sides */
  readonly total: number;
}

export function flowOf(counts: Readonly<Record<Outcome, number>>, { width, height, total }: Room): Flow {
  const scale = (height - gap) / Math.max(1, total);
  const before = { right: counts.right + counts.lost, wrong: counts.won + counts.wrong };
  const after = { right: counts.right + counts.won, wrong: counts.lost + counts.wrong };
  const column = (when: Block['when'], { right, wrong }: typeof before): Block[] => {
    const x = when === 'before' ? 0 : width - blockWidth;
    return [
      { when, right: true, count: right, x, y: 0, height: right * scale },
      { when, right: false, count: wrong, x, y: right * scale + gap, height: wrong * scale },
    ];
  };
  // offsets in pictures: what stays right or wrong lies outside, what turns crosses between
  const ways: readonly (readonly [Outcome, from: number, to: number])[] = [
    ['right', 0, 0],
    ['lost', counts.right * scale, after.right * scale + gap],
    ['won', before.right * scale + gap, counts.right * scale],
    ['wrong', (before.right + counts.won) * scale + gap, (after.right + counts.lost) * scale + gap],
  ];
  return {
    blocks: [...column('before', before), ...column('after', after)],
    ribbons: ways.map(([outcome, from, to]) => {
      const thickness = counts[outcome] * scale;
      return {
        outcome,
        count: counts[outcome],
        path: ribbonPath({ from, to, thickness, width }),
        middle: middleOf(outcome, { from, to, thickness, width }),
        thickness,
      };
    }),
  };
}

interface Course {
  readonly from: number;
  readonly to: number;
  readonly thickness: number;
  readonly width: number;
}

function ribbonPath({ from, to, thickness, width }: Course): string {
  const [left, right, bend] = [blockWidth, width - blockWidth, width / 2];
  const edge = (a: number, b: number) => `C${bend},${a} ${bend},${b}`;
  return [
    `M${left},${from}`,
    `${edge(from, to)} ${right},${to}`,
    `L${right},${to + thickness}`,
    `${edge(to + thickness, from + thickness)} ${left},${from + thickness}`,
    'Z',
  ].join('');
}

/** Those that cross have their numbers where they are apart: the one nearer its end, the other nearer its start. */
function middleOf(outcome: Outcome, { from, to, thickness, width }: Course): [number, number] {
  if (outcome === 'won') return [width - blockWidth - 10, to + thickness / 2];
  if (outcome === 'lost') return [width - blockWidth - 10, to + thickness / 2];
  return [width / 2, (from + to + thickness) / 2];
}
