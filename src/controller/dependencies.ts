import type { Messages } from '../messages/messages';
import type { RecordedInspection } from '../data/recorded-inspection';
import type { RecordedSurvey } from '../data/recorded-survey';
import type { RunSummary } from '../data/run-entry';
import type { Disk } from '../storage/disk';
import type { GuessStorage } from '../storage/guess-storage';
import type { OfflineCopy } from '../storage/offline-copy';
import type { RunClaims } from '../storage/run-claims';
import type { QueueStorage } from '../storage/queue-storage';
import type { RunLibrary } from '../storage/run-library';
import type { RunStorage } from '../storage/run-storage';
import type { RunView } from '../store/run-view';
import type { LayoutReply, LayoutRequest } from '../worker/layout-protocol';
import type { Command, WorkerEvent } from '../worker/protocol';
import type { DeckWorld } from './decks';
import type { OwnNetworksWorld } from './own-networks';
import type { OwnDataWorld } from './own-data';
import type { ResultsClient } from '../worker/client/open-results';
import type { LabSource } from './lab-source';

/** All that the controller needs of the world, so that a test can give it another one. */
export interface Dependencies {
  readonly messages: Messages;
  /** makes a worker; nothing is loaded before its first `open` command */
  openTrainer(listener: TrainerListener): Trainer;
  /** lays out surveys in a worker of its own. @returns ends it */
  openLayout(request: LayoutRequest, listener: (reply: LayoutReply) => void): () => void;
  readonly recorded: RecordedSource;
  readonly lab: LabSource;
  /** a file below the folder of the page; refused where there is none */
  readPageFile(path: string): Promise<Uint8Array<ArrayBuffer>>;
  readonly storage: RunStorage;
  readonly library: RunLibrary;
  readonly guesses: GuessStorage;
  readonly queue: QueueStorage;
  readonly claims: RunClaims;
  /** claims of tabs, each of itself */
  readonly tabs: RunClaims;
  /** a name that no other tab has */
  readonly tab: string;
  readonly disk: Disk;
  /** opened when the page has come to rest */
  offline(): Promise<OfflineCopy>;
  /** opened when the lecture place is */
  decks(): Promise<DeckWorld>;
  /** opened when data of one's own is first asked for */
  ownData(): Promise<OwnDataWorld>;
  /** opened when networks of one's own are first asked for */
  ownNetworks(): Promise<OwnNetworksWorld>;
  /** starts the worker that holds results of many runs, when some are first opened */
  openResults(): Promise<ResultsClient>;
  /** address of the folder that holds models/ and datasets/ */
  readonly assets: string;
  /** reads below that folder; null where there is no such file */
  readAsset(path: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** a name that no other run on this machine has */
  newRunId(): string;
  saveFile(name: string, bytes: Uint8Array): void;
  /** opens the page anew */
  reload(): void;
  /** resolves when the page has time to spare */
  idle(): Promise<void>;
  /** milliseconds of a clock that never goes back */
  now(): number;
  /** false where the person asked for less data or less motion */
  readonly preload: boolean;
  readonly autoplay: boolean;
}

export interface Trainer {
  send(command: Command): void;
  close(): void;
}

export interface TrainerListener {
  onEvent(event: WorkerEvent): void;
  /** the worker is gone, whatever the reason */
  onDeath(reason: string): void;
}

export interface RecordedSource {
  /** what the page opens with: few frames of its first recorded run, and of those named beside it, quickly */
  first(named: readonly string[]): Promise<readonly RecordedEntry[]>;
  /** the same runs in full */
  more(): Promise<readonly RecordedEntry[]>;
  /** every test picture before and after the prompt; null for a run that none was recorded of */
  survey(runId: string): Promise<RecordedSurvey | null>;
  /** what the run was asked beyond its snapshots when it was recorded; null where it was asked nothing */
  inspection(runId: string): Promise<RecordedInspection | null>;
  /** the run's capsule; null for a run that none lies beside */
  weights(runId: string): Promise<Uint8Array<ArrayBuffer> | null>;
}

/** A recorded run as the pictures read it, and as the table does. */
export interface RecordedEntry {
  readonly view: RunView;
  readonly summary: RunSummary;
}
