import { useStore } from 'zustand';
import { subscribeWithSelector } from 'zustand/middleware';
import { useShallow } from 'zustand/react/shallow';
import { createStore } from 'zustand/vanilla';
import type { PictureSheets } from '../data/picture-sheets';
import { initialEngine, initialLive, type Engine, type Live } from './engine';
import { noGuesses, type Guesses } from './guesses';
import { noInspections, type Inspections } from './inspections';
import { initialKeeping, type Keeping } from './keeping';
import type { KnockOut } from './knock-out';
import { initialLab, type Lab } from './lab';
import { initialLecture, type Lecture } from './lecture';
import { initialLibrary, type Library } from './library';
import type { Notice } from './notice';
import { initialOwnData, type OwnData } from './own-data';
import { initialOffline, type Offline } from './offline';
import { initialOwnNetworks, type OwnNetworks } from './own-networks';
import { initialOwnPicture, type OwnPicture } from './own-picture';
import type { Queue } from './queue';
import type { RunView } from './run-view';
import { initialSources, type Sources } from './sources';
import { defaultSettings, type Settings } from './settings';
import type { Layouts, Selection, SurveyPanel } from './survey';
import { noSweepResults, type SweepResults } from './sweep-results';
import { initialTableView, type TableView } from './table-view';
import { initialView, type View } from './view';

/**
 * Everything the page shows, as plain values: no tensors, no workers, no elements. It is changed only by the
 * functions of `actions.ts`; what needs the worker or the disk is asked of the controller.
 */
export interface ExplorerState {
  readonly settings: Settings;
  readonly view: View;
  readonly engine: Engine;
  readonly live: Live;
  /** in the order in which they joined: recorded ones first */
  readonly runs: readonly RunView[];
  readonly recorded: 'loading' | 'ready' | 'failed';
  readonly library: Library;
  readonly keeping: Keeping;
  readonly offline: Offline;
  readonly sources: Sources;
  readonly ownData: OwnData;
  readonly lab: Lab;
  readonly ownNetworks: OwnNetworks;
  readonly table: TableView;
  readonly sweepResults: SweepResults;
  /** runs that wait, train or have ended, in their order */
  readonly queue: Queue;
  /** the part that is switched off now; null = every run as it was trained */
  readonly knockOut: KnockOut | null;
  readonly inspections: Inspections;
  /** test pictures that are chosen in one panel and marked in all; null = none */
  readonly selection: Selection | null;
  /** the panel in which a picture was picked last: its card opens there */
  readonly pickedIn: SurveyPanel;
  readonly layouts: Layouts;
  /** by dataset; null where there are none */
  readonly testSheets: Readonly<Record<string, PictureSheets | null>>;
  /** what was expected before an answer was shown */
  readonly guesses: Guesses;
  readonly lecture: Lecture;
  readonly ownImages: readonly OwnImageView[];
  /** the one that stands under every variant */
  readonly ownPicture: OwnPicture;
  readonly notices: readonly Notice[];
}

/** A person's own picture. `problem` is the sentence why it could not be used. */
export interface OwnImageView {
  /** `own/<name>`, as in SampleSet.ids */
  readonly id: string;
  readonly name: string;
  readonly state: 'reading' | 'ready' | 'failed';
  readonly problem: string | null;
}

export function initialState(): ExplorerState {
  return {
    settings: defaultSettings,
    view: initialView,
    engine: initialEngine,
    live: initialLive,
    runs: [],
    recorded: 'loading',
    library: initialLibrary,
    keeping: initialKeeping,
    offline: initialOffline,
    sources: initialSources,
    ownData: initialOwnData,
    lab: initialLab,
    ownNetworks: initialOwnNetworks,
    table: initialTableView,
    sweepResults: noSweepResults,
    queue: [],
    knockOut: null,
    inspections: noInspections,
    selection: null,
    pickedIn: 'space',
    layouts: {},
    testSheets: {},
    guesses: noGuesses,
    lecture: initialLecture,
    ownImages: [],
    ownPicture: initialOwnPicture,
    notices: [],
  };
}

export const explorer = createStore<ExplorerState>()(subscribeWithSelector(() => initialState()));

/** Reads the store in a component; renders again when the selected value changes (compared by identity). */
export function useExplorer<T>(selector: (state: ExplorerState) => T): T {
  return useStore(explorer, selector);
}

/** The same for a selector that builds a new list or record each time: compared element by element. */
export function useExplorerParts<T>(selector: (state: ExplorerState) => T): T {
  return useStore(explorer, useShallow(selector));
}
