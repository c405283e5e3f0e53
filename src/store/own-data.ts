import { IMPORT_LIMITS } from '../data/formats/import-limits';
import type { OwnId } from '../data/own/own-id';
import type { ImportedPictures, KeptDataset } from '../worker/import-protocol';
import type { OwnChoice } from './settings';

/** Data of one's own: what is kept in this browser, and what is being brought in. Pictures stay in the worker. */
export interface OwnData {
  /** `unavailable`: this browser keeps nothing */
  readonly state: 'unasked' | 'ready' | 'unavailable';
  /** the one changed last first */
  readonly datasets: readonly KeptDataset[];
  readonly imports: readonly ImportedPictures[];
  /** what has been said of single pictures and is no dataset yet, by import */
  readonly labels: Readonly<Record<string, GivenLabels>>;
  readonly incoming: Incoming;
  /** longer side in pixels at which the next pictures are kept */
  readonly keptSide: number;
  /** what is looked into; null = nothing */
  readonly opened: Opened | null;
  /** an arrangement is being worked out */
  readonly arranging: boolean;
  /** why the last thing that was asked could not be done */
  readonly refused: string | null;
}

export interface GivenLabels {
  /** by picture number, its class; null = none of them */
  readonly given: readonly (readonly [picture: number, name: string | null])[];
  /** classes that no picture has yet */
  readonly added: readonly string[];
}

export const noLabels: GivenLabels = { given: [], added: [] };

/** Pictures with what was made of them, if anything: single pictures need classes first, and `message` says so. */
export interface Opened {
  readonly importId: string;
  readonly id: OwnId | null;
  readonly message: string | null;
}

export type Incoming =
  | { readonly stage: 'none' }
  | { readonly stage: 'looking'; readonly name: string }
  | ({ readonly stage: 'found' } & FoundPictures)
  | ({ readonly stage: 'importing' } & Arriving)
  /** `kept` pictures are here and can be gone on with; `message` is null where the person ended it */
  | {
      readonly stage: 'ended';
      readonly name: string;
      readonly kept: number;
      readonly message: string | null;
      /** the same files are still at hand */
      readonly again: boolean;
    };

export interface FoundPictures {
  readonly name: string;
  /** in words that follow "This is" */
  readonly format: string;
  /** null = known at the end */
  readonly pictures: number | null;
  /** that they will take; null = cannot be said */
  readonly bytes: number | null;
  /** pictures that an earlier try has kept */
  readonly known: number;
}

export interface Arriving {
  readonly name: string;
  readonly done: number;
  readonly total: number | null;
  readonly pictures: number;
  readonly bytes: number;
  readonly leftOut: number;
}

export const initialOwnData: OwnData = {
  state: 'unasked',
  datasets: [],
  imports: [],
  labels: {},
  incoming: { stage: 'none' },
  keptSide: IMPORT_LIMITS.keptSide,
  opened: null,
  arranging: false,
  refused: null,
};

/** What a run on it must know. */
export function choiceOf({ id, classes, nativeSide }: KeptDataset): OwnChoice {
  return { own: id, facts: { classes: classes.length, nativeSide } };
}
