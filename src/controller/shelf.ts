import type { Checkpoint } from '../data/checkpoint';
import type { RunEntry } from '../data/run-entry';
import type { RunRecord } from '../data/run-record';
import type { SeenRun } from '../data/view-snapshots';
import { NothingKept, UserError } from '../lib/user-error';
import type { Disk } from '../storage/disk';
import type { StoredCurves } from '../storage/library-schema';
import type { RunClaims } from '../storage/run-claims';
import type { LibraryListing, RunLibrary } from '../storage/run-library';
import { changeKeeping, changeLibrary, notify, putRun, removeRun } from '../store/actions';
import { interruptedRuns, withCurves, withEntry, withoutEntries, type StepCurves } from '../store/library';
import { emptyRun } from '../store/run-view';
import { explorer } from '../store/store';
import type { TrainingEvent } from '../training/events';
import { viewOfRecord } from './record-view';

interface ShelfParts {
  /** a browser without a disk refuses every call with a sentence */
  readonly library: Pick<
    RunLibrary,
    'list' | 'put' | 'settle' | 'record' | 'snapshots' | 'checkpoint' | 'keepCurves' | 'listen'
  >;
  readonly claims: RunClaims;
  readonly disk: Disk;
}

/** Milliseconds after which what a run says is on the disk, between its checkpoints too. */
const growing = 700;

/** The newest so many runs have their curves and pictures read when the page opens; the others have their numbers. */
const openedAtOnce = 24;

/**
 * Puts every run that trains here into the library, and brings all of them back when the page is opened again. What
 * the table shows of them stands in the store; a run without a whole epoch leaves nothing.
 */
export class Shelf {
  readonly #library: ShelfParts['library'];
  readonly #claims: RunClaims;
  readonly #disk: Disk;
  /** the last record of each run that trains */
  readonly #records = new Map<string, RunRecord>();
  /** one write at a time for all runs, in the order of what happened */
  #writing: Promise<void> = Promise.resolve();
  /** the library is read again; once more behind that where something has changed meanwhile */
  #reading: Promise<void> | null = null;
  #stale = false;
  #deaf: () => void = () => undefined;
  /** runs that have said something that is not on the disk yet */
  readonly #growing = new Map<string, ReturnType<typeof setTimeout>>();
  /** when curves were last written, by run */
  readonly #grown = new Map<string, number>();
  /** whose curves wait for their turn to be written: as they are then, so once is enough */
  readonly #waiting = new Set<string>();
  #complained = false;
  #asked = false;

  constructor({ library, claims, disk }: ShelfParts) {
    this.#library = library;
    this.#claims = claims;
    this.#disk = disk;
  }

  /** Reads what is kept: all numbers. */
  async open(): Promise<void> {
    try {
      const { entries, unreadable } = await this.#library.list();
      changeLibrary((library) => ({ ...library, state: 'ready', entries }));
      for (const { problem } of unreadable) notify({ tone: 'warn', text: problem, action: null });
      await this.measure();
      this.#deaf = this.#library.listen(() => void this.refresh());
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      changeLibrary((library) => ({ ...library, state: 'unavailable', problem: problemOf(error) }));
    }
  }

  /** Reads curves and pictures of what was kept last. */
  async bringAllBack(): Promise<void> {
    const { entries } = explorer.getState().library;
    for (const { id } of entries.slice(0, openedAtOnce)) await this.bringBack(id);
  }

  /** Follows the other tabs no more. */
  close(): void {
    this.#deaf();
    for (const timer of this.#growing.values()) clearTimeout(timer);
  }

  /** Takes in what another tab, or the person here, has changed. */
  refresh(): Promise<void> {
    this.#stale = true;
    this.#reading ??= this.#readAgain().finally(() => (this.#reading = null));
    return this.#reading;
  }

  /** Asks the disk how full it is. */
  async measure(): Promise<void> {
    changeKeeping({ disk: await this.#disk.report() });
  }

  /** The first thing that is kept here is worth a promise of the browser that it stays. */
  askToKeep(): void {
    if (this.#asked) return;
    this.#asked = true;
    void this.#disk.askToKeep().then(() => this.measure());
  }

  /** What an earlier visit was training when it ended, unless another tab trains it still. */
  async interrupted(): Promise<readonly RunEntry[]> {
    const elsewhere = await this.#claims.elsewhere();
    return interruptedRuns(explorer.getState()).filter(({ id }) => !elsewhere.has(id));
  }

  /** Makes sure that no other tab trains the run; false where one does. */
  claim(id: string): Promise<boolean> {
    return this.#claims.claim(id);
  }

  /** The person has turned to another run: this one was not interrupted. */
  settle(id: string): void {
    this.#write(async () => {
      this.#claims.release(id);
      const entry = explorer.getState().library.entries.find((one) => one.id === id);
      if (!entry?.underWay) return;
      const settled = await this.#library.settle(id);
      changeLibrary((library) => withEntry(library, settled));
    });
  }

  /** To be told everything that a run says, after the store has taken it in. */
  hear(event: TrainingEvent): void {
    const { runId } = event;
    if (event.type === 'started') void this.#claims.claim(runId);
    if (event.type === 'steps') this.#grow(runId);
    if (event.type === 'checkpoint') this.#write(() => this.#keep(event));
    if (event.type === 'done') this.#write(() => this.#finish(event));
    if (event.type === 'done' || event.type === 'failed' || event.type === 'stopped') {
      // one that made way for another goes on by itself
      const waits = explorer.getState().queue.some(({ id, state }) => id === runId && state === 'waiting');
      if (!waits) this.settle(runId);
    }
  }

  /** Writes at once where it is time: the timers of a hidden tab stand still, and only the last words wait for one. */
  #grow(runId: string): void {
    const write = (): void => {
      clearTimeout(this.#growing.get(runId));
      this.#growing.delete(runId);
      this.#grown.set(runId, performance.now());
      if (this.#waiting.has(runId)) return;
      this.#waiting.add(runId);
      this.#write(() => this.#keepCurves(runId));
    };
    const last = this.#grown.get(runId);
    if (last === undefined) this.#grown.set(runId, performance.now());
    else if (performance.now() - last >= growing) return write();
    if (!this.#growing.has(runId)) this.#growing.set(runId, setTimeout(write, growing));
  }

  /** The bytes that a run goes on from; null where none are kept. */
  async checkpoint(id: string, step?: number): Promise<Uint8Array | null> {
    // what has happened may still be on its way to the disk
    await this.#writing;
    const found = await this.#library.checkpoint(id, step).catch(() => null);
    return found?.bytes ?? null;
  }

  #write(work: () => Promise<void>): void {
    this.#writing = this.#writing.then(work).catch((error) => this.#complain(error));
  }

  async #keep({ runId, step, bytes }: Extract<TrainingEvent, { type: 'checkpoint' }>): Promise<void> {
    const { decodeCheckpoint } = await import('../data/checkpoint');
    const copy = Uint8Array.from(bytes);
    let record: RunRecord;
    try {
      record = recordIn(decodeCheckpoint(copy));
    } catch {
      // a damaged one is the worker's to complain about, when it is to go on from it
      return;
    }
    this.#records.set(runId, record);
    // an epoch's end is where others may fork from; those inside of one only let the run go on
    const fork = record.curves.epochs.at(-1)?.step === step;
    // what the run has said while this waited for its turn may be on the disk already
    const curves = { ...record.curves, ...saidSince(runId, record) };
    const whole = { ...record, curves };
    await this.#put(runId, { record: whole, checkpoint: { step, bytes: copy, fork }, underWay: true });
  }

  /** A tab may end at any moment: its curves are there to the last second, and the run goes on from its checkpoint. */
  async #keepCurves(runId: string): Promise<void> {
    this.#waiting.delete(runId);
    const curves = curvesOnPage(runId);
    if (curves) await this.#library.keepCurves(runId, curves);
  }

  async #finish({ runId, ...event }: Extract<TrainingEvent, { type: 'done' }>): Promise<void> {
    // one that was taken up again after its last epoch has said nothing else here
    const before = this.#records.get(runId) ?? (await this.#library.record(runId));
    if (!before) return;
    this.#records.delete(runId);
    const { unprompted, last, best, cleanTrainLoss, parameters, diagnostics, seconds } = event;
    const numbers = { unprompted, last, best, cleanTrainLoss, parameters, seconds };
    const result = diagnostics ? { ...numbers, diagnostics } : numbers;
    const snapshots = await this.#seen(runId);
    await this.#put(runId, { record: { ...before, seconds, result }, snapshots, underWay: false });
  }

  async #put(
    id: string,
    parts: {
      readonly record: RunRecord;
      readonly checkpoint?: {
        readonly step: number;
        readonly bytes: Uint8Array<ArrayBuffer>;
        readonly fork: boolean;
      };
      readonly snapshots?: Uint8Array<ArrayBuffer> | null;
      readonly underWay: boolean;
    },
  ): Promise<void> {
    const { snapshots, ...rest } = parts;
    const label = explorer.getState().runs.find((run) => run.id === id)?.label ?? id;
    const known = { id, source: 'trained-here', label, ...rest } as const;
    const entry = await this.#library.put(snapshots ? { ...known, snapshots } : known);
    changeLibrary((library) => withCurves(withEntry(library, entry), { [id]: stepsOf(parts.record) }));
    this.askToKeep();
    // browsers take their time over it, and what is to be written next must not wait for that
    void this.measure();
  }

  async #readAgain(): Promise<void> {
    while (this.#stale) {
      this.#stale = false;
      try {
        await this.#takeOver(await this.#library.list());
      } catch (error) {
        this.#complain(error);
      }
    }
  }

  async #takeOver({ entries }: LibraryListing): Promise<void> {
    const { library, queue, live } = explorer.getState();
    const before = new Map(library.entries.map((entry) => [entry.id, entry]));
    const gone = library.entries.flatMap(({ id }) => (entries.some((entry) => entry.id === id) ? [] : id));
    const here = new Set([live.runId, ...queue.map(({ id }) => id)]);
    changeLibrary((known) => ({ ...withoutEntries(known, gone), state: 'ready', entries }));
    for (const id of gone) if (!here.has(id)) removeRun(id);
    const changed = entries.filter(({ id, updated }) => !here.has(id) && before.get(id)?.updated !== updated);
    for (const { id } of changed.slice(0, openedAtOnce)) await this.bringBack(id);
    await this.measure();
  }

  async #seen(id: string): Promise<Uint8Array<ArrayBuffer> | null> {
    const run = explorer.getState().runs.find((one) => one.id === id);
    if (!run?.samples) return null;
    const { encodeViewSnapshots } = await import('../data/view-snapshots');
    return encodeViewSnapshots({ samples: run.samples, snapshots: run.snapshots });
  }

  /** The run as it stood, on curves and in pictures; a part that cannot be read is left out. */
  async bringBack(id: string): Promise<void> {
    const entry = explorer.getState().library.entries.find((one) => one.id === id);
    const record = await this.#library.record(id).catch(() => null);
    if (!entry || !record) return;
    changeLibrary((library) => withCurves(library, { [id]: stepsOf(record) }));
    const bytes = entry.hasSnapshots ? await this.#library.snapshots(id).catch(() => null) : null;
    if (!bytes || explorer.getState().runs.some((run) => run.id === id)) return;
    const { decodeViewSnapshots } = await import('../data/view-snapshots');
    let seen: SeenRun;
    try {
      seen = decodeViewSnapshots(bytes);
    } catch {
      // damaged, or of a newer version: its numbers and curves are there
      return;
    }
    const { config, curves } = record;
    const epochs = curves.epochs.length;
    putRun({
      ...emptyRun({ id, label: entry.name, origin: 'live', config }),
      ...viewOfRecord(record, { recorded: '' }),
      ...seen,
      stepsPerEpoch: epochs > 0 ? Math.round(curves.epochs.at(-1)!.step / epochs) : 0,
    });
  }

  /** Once: a full disk refuses every epoch. */
  #complain(error: unknown): void {
    if (!(error instanceof UserError)) throw error;
    if (!this.#complained) notify({ tone: 'warn', text: error.message, action: null });
    this.#complained = true;
  }
}

/** What is said instead of that nothing is kept here, where that is not the reason. */
function problemOf(error: UserError): string | null {
  return error instanceof NothingKept ? null : error.message;
}

/** All that a run has said so far; null where its beginning is not on the page. */
function curvesOnPage(runId: string): StoredCurves | null {
  const run = explorer.getState().runs.find(({ id }) => id === runId);
  if (run?.curvesFrom !== 1) return null;
  return { losses: Float32Array.from(run.losses), accuracies: Float32Array.from(run.accuracies) };
}

/** The same where it goes beyond a record. */
function saidSince(runId: string, { curves: { losses } }: RunRecord): StoredCurves | null {
  const curves = curvesOnPage(runId);
  return curves && curves.losses.length > losses.length ? curves : null;
}

function stepsOf({ curves: { losses, accuracies } }: RunRecord): StepCurves {
  return { losses, accuracies };
}

function recordIn(checkpoint: Checkpoint): RunRecord {
  const { config, classes, curves, unprompted, seconds, result, provenance, fork } = checkpoint;
  const record = { config, classes, curves, unprompted, seconds, result, provenance };
  return fork ? { ...record, fork } : record;
}
