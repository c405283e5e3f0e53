import type { SurveyInspection } from '../../data/inspection';
import type { AnswersShown } from '../../store/survey';

/** Which true class was answered as which, with the pictures. */

export interface Confusion {
  /** k classes */
  readonly classes: number;
  /** [k · k] numbers of the pictures, row = true class, column = answer; ascending */
  readonly cells: readonly (readonly number[])[];
}

type Answered = Pick<SurveyInspection, 'classes' | 'labels' | 'answers'>;

export function confusionOf(
  { classes, labels, answers }: Answered,
  when: keyof SurveyInspection['answers'],
): Confusion {
  const cells: number[][] = Array.from({ length: classes ** 2 }, () => []);
  labels.forEach((label, index) => cells[label * classes + answers[when][index]!]!.push(index));
  return { classes, cells };
}

export interface Cell {
  /** pictures that are in it; of a difference, those that came or went */
  readonly indices: readonly number[];
  /** how many there are; of a difference, how many more */
  readonly count: number;
  /** 0..1 of its true class; of a difference, −1..1 */
  readonly share: number;
}

export function cellsOf(survey: Answered, shown: AnswersShown): Cell[] {
  const [before, after] = [confusionOf(survey, 'unprompted'), confusionOf(survey, 'prompted')];
  const totals = rowTotals(after);
  return after.cells.map((now, at) => {
    const was = before.cells[at]!;
    const total = Math.max(1, totals[Math.floor(at / survey.classes)]!);
    if (shown !== 'difference') {
      const indices = shown === 'after' ? now : was;
      return { indices, count: indices.length, share: indices.length / total };
    }
    const [known, left] = [new Set(was), new Set(now)];
    const moved = [...now.filter((index) => !known.has(index)), ...was.filter((index) => !left.has(index))];
    const count = now.length - was.length;
    return { indices: moved.toSorted((a, b) => a - b), count, share: count / total };
  });
}

function rowTotals({ classes, cells }: Confusion): number[] {
  return Array.from({ length: classes }, (_, row) =>
    cells.slice(row * classes, (row + 1) * classes).reduce((sum, { length }) => sum + length, 0),
  );
}

/** The largest cell off the diagonal, or the one that changed most; null where every answer is right. */
export function mostConfused(
  cells: readonly Cell[],
  classes: number,
): { readonly at: number; readonly indices: readonly number[] } | null {
  let most: number | null = null;
  cells.forEach(({ count }, at) => {
    const here = Math.abs(count);
    if (at % (classes + 1) !== 0 && here > Math.abs(most === null ? 0 : cells[most]!.count)) most = at;
  });
  return most === null ? null : { at: most, indices: cells[most]!.indices };
}

/** More rows than these nobody reads, and a page does not bear. */
export const mostClasses = 40;

/** The classes that a matrix shows, in label order: all, or those that are confused most. */
export function shownClasses(cells: readonly Cell[], classes: number): readonly number[] {
  const all = Array.from({ length: classes }, (_, one) => one);
  if (classes <= mostClasses) return all;
  const confused = new Float64Array(classes);
  cells.forEach(({ count }, at) => {
    const [truth, answer] = [Math.floor(at / classes), at % classes];
    if (truth === answer || count === 0) return;
    confused[truth]! += Math.abs(count);
    confused[answer]! += Math.abs(count);
  });
  const ranked = all.toSorted((one, other) => confused[other]! - confused[one]! || one - other);
  return ranked.slice(0, mostClasses).sort((one, other) => one - other);
}

/** Where a key leads in a square of k · k cells; null for a key that leads nowhere. */
export function gridMove(key: string, at: number, classes: number): number | null {
  const [row, column] = [Math.floor(at / classes), at % classes];
  const last = classes - 1;
  switch (key) {
    case 'ArrowRight':
      return row * classes + Math.min(column + 1, last);
    case 'ArrowLeft':
      return row * classes + Math.max(column - 1, 0);
    case 'ArrowDown':
      return Math.min(row + 1, last) * classes + column;
    case 'ArrowUp':
      return Math.max(row - 1, 0) * classes + column;
    case 'Home':
      return row * classes;
    case 'End':
      return row * classes + last;
    default:
      return null;
  }
}
