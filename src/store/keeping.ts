import type { DiskReport } from '../data/disk-report';

/** What the person does with the kept runs, and what comes of it. The runs themselves are in `library`. */
export interface Keeping {
  /** null until the browser has told, or where it does not tell */
  readonly disk: DiskReport | null;
  /** how many runs were deleted last and can be put back */
  readonly removed: number;
  /** what came of the last thing that was asked, a sentence for each file or run */
  readonly said: readonly Said[];
  /** the run that is being checked */
  readonly checking: Checking | null;
  /** why a run could not be checked */
  readonly refused: { readonly runId: string; readonly sentence: string } | null;
  /** everything is being saved as one file, or brought back from one; in runs and decks */
  readonly moving: Moving | null;
  /** what came of that last */
  readonly moved: readonly Said[];
}

export interface Moving {
  readonly what: 'saving' | 'bringing';
  readonly done: number;
  readonly total: number;
}

export interface Said {
  readonly tone: 'info' | 'bad';
  readonly text: string;
}

export interface Checking {
  readonly runId: string;
  /** `loading`: the engine and the pictures */
  readonly phase: 'loading' | 'compiling' | 'mapping' | 'training' | 'evaluation' | 'unprompted';
  /** optimisation steps compared, and to be compared */
  readonly done: number;
  readonly total: number;
}

export const initialKeeping: Keeping = {
  disk: null,
  removed: 0,
  said: [],
  checking: null,
  refused: null,
  moving: null,
  moved: [],
};
