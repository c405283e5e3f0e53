import type { RunConfig } from '../core/method-config';
import type { InspectionQuestion, SurveyFeatures } from '../data/inspection';
import type { ForkPlan } from '../store/fork';
import type { KnockOutChoice } from '../store/knock-out';
import type { NoticeCommand } from '../store/notice';
import type { DeckCommands } from './deck-commands';
import type { EverythingCommands } from './everything';
import type { LibraryCommands } from './librarian';
import type { FrameCommands } from './live-frames';
import type { OwnDataCommands } from './own-data-commands';
import type { OfflineCommands } from './offline';
import type { OwnNetworksCommands } from './own-networks-commands';
import type { QueueTurn } from './queue-runner';
import type { SweepResultsCommands } from './sweep-results-commands';
import type { ShownValues } from './values-file';

/** What the person can ask for. Answers arrive in the store; nothing here returns a value or throws. */
export interface Controller {
  readonly library: LibraryCommands;
  readonly offline: OfflineCommands;
  readonly decks: DeckCommands;
  readonly everything: EverythingCommands;
  readonly ownNetworks: OwnNetworksCommands;
  readonly ownData: OwnDataCommands;
  readonly sweepResults: SweepResultsCommands;
  readonly frames: FrameCommands;
  /** begins a run, or goes on with the paused one */
  play(): void;
  pause(): void;
  /** one batch, then pause; begins a run where there is none */
  step(): void;
  /** ends the run; its curves stay */
  stop(): void;
  /** ends the run and begins again, paused, from the same initial weights */
  reset(): void;
  /** the same with the next seed */
  reseed(): void;
  /** puts pictures into view, each with its own sentence if it cannot be read */
  addPictures(files: readonly Blob[]): void;
  removePicture(id: string): void;
  /** shows a picture under every variant whose weights are kept, without training; the newest one counts */
  comparePicture(file: Blob): void;
  /** the same for an own picture that is already here */
  compareOwnPicture(id: string): void;
  /** gives up what has not answered yet */
  endComparison(): void;
  /** brings the pictures of recorded runs that are shown now */
  showRecorded(runIds: readonly string[]): void;
  /** makes ready for a prediction: what it is measured by, and what was guessed before; asked again, tries again */
  readyQuestions(): void;
  /** brings what Data & models tells: what came with the page, and what this browser keeps */
  openSources(): void;
  /** asks the browser to keep what is here until the person deletes it */
  askToKeep(): void;
  /** saves the live run as a capsule file */
  saveRun(): void;
  /** saves every value that the page shows of one picture as a file */
  saveValues(values: ShownValues): void;
  /** switches a part of the run on screen off, nothing trained again; null puts it back */
  switchOff(choice: KnockOutChoice | null): void;
  /**
   * asks a run beyond its snapshots, and asks again as it goes on; the answer stands in the store (inspections.ts)
   * @returns says that nobody wants to know any more; the last answer stays
   */
  inspect(runId: string, question: InspectionQuestion): () => void;
  /**
   * lays out what surveys of the same pictures found; the layout stands in the store under this key
   * @returns says that it is not waited for any more; one that is ready stays
   */
  layOut(key: string, surveys: readonly SurveyFeatures[]): () => void;
  /** brings a test picture into view of the run whose weights are at hand, and chooses it */
  lookAtTestPicture(id: string): void;
  /** finds where the test pictures of a dataset lie */
  showTestPictures(data: string): void;
  /** puts runs at the end of the queue */
  enqueue(configs: readonly RunConfig[]): void;
  /** trains a run that goes on from where another one stood */
  fork(plan: ForkPlan): void;
  /** goes on with a kept run that is not finished */
  goOnWith(runId: string): void;
  /** takes a run out of the queue, or ends it */
  cancelQueued(runId: string): void;
  /** holds or goes on with what the queue trains; releases what an earlier visit has left in it */
  turnQueue(to: QueueTurn): void;
  /** takes the person's last change of the page back; runs and files stay as they are */
  undo(): void;
  /** brings it again */
  redo(): void;
  /** does what a notice's button says */
  follow(command: NoticeCommand): void;
}
