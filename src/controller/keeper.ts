import type { RunConfig } from '../core/method-config';
import { UserError } from '../lib/user-error';
import type { Messages } from '../messages/messages';
import { withPast } from '../store/growing-run';
import type { RunStorage, StoredRun } from '../storage/run-storage';
import { changeRun, notify } from '../store/actions';

interface KeeperOptions {
  readonly storage: RunStorage;
  readonly messages: Messages;
}

/** Keeps the live run's last checkpoint, here and on disk, and offers after a reload what is on disk. */
export class Keeper {
  readonly #options: KeeperOptions;
  #run: Omit<StoredRun, 'step' | 'checkpoint'> | null = null;
  #last: Pick<StoredRun, 'step' | 'checkpoint'> | null = null;
  #offered: StoredRun | null = null;

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
    const { storage, messages } = this.#options;
    const stored = await storage.load().catch(() => null);
    if (!stored || this.#run) return;
    this.#offered = stored;
    notify({
      tone: 'info',
      text: messages.notices.stored(stored.label, stored.step),
      action: { label: messages.notices.storedResume, command: 'resume-stored' },
    });
  }

  async keep(step: number, checkpoint: Uint8Array): Promise<void> {
    if (!this.#run) return;
    this.#last = { step, checkpoint };
    try {
      await this.#options.storage.save({ ...this.#run, ...this.#last });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      notify({ tone: 'warn', text: error.message, action: null });
    }
  }

  /** The run is finished: there is nothing to go on with. */
  async forget(): Promise<void> {
    await this.#options.storage.clear().catch(() => undefined);
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
