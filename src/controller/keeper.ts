import type { RunConfig } from '../core/method-config';
import { UserError } from '../lib/user-error';
import type { Messages } from '../messages/messages';
import { withPast } from '../store/growing-run';
import type { RunClaims } from '../storage/run-claims';
import type { RunStorage, StoredRun } from '../storage/run-storage';
import { changeRun, notify } from '../store/actions';

interface KeeperOptions {
  readonly storage: RunStorage;
  readonly claims: RunClaims;
  readonly messages: Messages;
}

/** Keeps the live run's last checkpoint, here and on disk, and offers after a reload what is on disk. */
export class Keeper {
  readonly #options: KeeperOptions;
  #run: Omit<StoredRun, 'step' | 'checkpoint'> | null = null;
  #last: Pick<StoredRun, 'step' | 'checkpoint'> | null = null;
  #offered: StoredRun | null = null;
  /** what is asked of the disk, one after another: nothing may overtake what it was to follow */
  #disk: Promise<void> = Promise.resolve();

  constructor(options: KeeperOptions) {
    this.#options = options;
  }

  /** The run of an earlier visit, if the person has been offered one. */
  get offered(): StoredRun | null {
    return this.#offered;
  }

  get checkpoint(): Uint8Array | null {
    return this.#last?.checkpoint ?? null;
  }

  /** Step of the last checkpoint, 0 without one. */
  get step(): number {
    return this.#last?.step ?? 0;
  }

  begin({
    stored,
    ...run
  }: {
    readonly runId: string;
    readonly label: string;
    readonly config: RunConfig;
    readonly stored: StoredRun | undefined;
  }): void {
    this.#run = run;
    this.#last = stored ?? null;
    if (stored) void restorePast(run.runId, stored.checkpoint);
  }

  /** Offers a stored run; says nothing where there is none or the browser keeps nothing. */
  async offer(): Promise<void> {
    const { storage, claims, messages } = this.#options;
    // what another tab trains has not stopped
    const stored = await storage.load(await claims.elsewhere()).catch(() => null);
    if (!stored || this.#run) return;
    this.#offered = stored;
    notify({
      tone: 'info',
      text: messages.notices.stored(stored.label, stored.step),
      action: { label: messages.notices.storedResume, command: 'resume-stored' },
    });
  }

  keep(step: number, checkpoint: Uint8Array): void {
    if (!this.#run) return;
    const last = { step, checkpoint };
    const stored = { ...this.#run, ...last };
    this.#last = last;
    this.#next(async () => {
      // where the disk is slower than the run, only the newest is worth writing
      if (this.#last === last) await this.#options.storage.save(stored);
    });
  }

  /** The run is finished: there is nothing to go on with. */
  forget(): void {
    this.#next(() => this.#options.storage.clear().catch(() => undefined));
  }

  #next(work: () => Promise<void>): void {
    const turn = this.#disk.then(work);
    this.#disk = turn.catch(() => undefined);
    turn.catch((error: unknown) => {
      if (!(error instanceof UserError)) throw error;
      notify({ tone: 'warn', text: error.message, action: null });
    });
  }
}

/** A checkpoint holds the run's past; a damaged one is the worker's to complain about. */
async function restorePast(runId: string, checkpoint: Uint8Array): Promise<void> {
  try {
    const { decodeCheckpoint } = await import('../data/checkpoint');
    const { curves, unprompted } = decodeCheckpoint(Uint8Array.from(checkpoint));
    changeRun(runId, (run) => withPast(run, { ...curves, unprompted }));
  } catch {
    // the curves then begin where the run goes on
  }
}
