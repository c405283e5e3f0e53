import { UserError } from '../lib/user-error';
import type { WaitingRun } from '../storage/queue-storage';
import { changeQueue, dismissNotices, notify } from '../store/actions';
import { waiting, withHeld, withoutEnded, type Queue, type QueueEntry } from '../store/queue';
import { explorer } from '../store/store';
import type { Dependencies } from './dependencies';

type World = Pick<Dependencies, 'queue' | 'tabs' | 'tab' | 'claims' | 'messages'>;

/** Writes down what waits or trains in the queue, and brings back what an earlier visit left, which then waits. */
export class QueueKeeper {
  readonly #world: World;
  readonly #deaf: () => void;
  #claimed: Promise<unknown> | null = null;
  /** as it is on the disk, or will be */
  #written = '';
  /** one write at a time; nothing may overtake what it was to follow */
  #disk: Promise<void> = Promise.resolve();
  #complained = false;

  constructor(world: World) {
    this.#world = world;
    this.#deaf = explorer.subscribe(
      ({ queue }) => queue,
      (queue, before) => this.#follow(queue, before),
    );
  }

  close(): void {
    this.#deaf();
  }

  /** Puts what tabs that are gone have left into the queue, held, and says so in one notice. */
  async bringBack(): Promise<void> {
    const { queue: storage, tabs, tab, claims, messages } = this.#world;
    try {
      await this.#claim();
      const { runs, problems } = await storage.takeOver(tab, await tabs.elsewhere());
      const elsewhere = await claims.elsewhere();
      const entries = runs.filter(({ id }) => !elsewhere.has(id)).flatMap(entryOf);
      for (const text of problems.slice(0, 3)) notify({ tone: 'warn', text, action: null });
      changeQueue((queue) => withHeld(queue, entries));
      // also where nothing waits any more: what has been trained since is written down no longer
      if (runs.length > 0) this.#write(explorer.getState().queue);
      if (entries.length === 0) return;
      const { waited, waitedTrain } = messages.notices;
      notify({
        tone: 'info',
        text: waited(entries.map(({ label }) => label)),
        action: { label: waitedTrain(entries.length), command: 'train-waiting' },
      });
    } catch (error) {
      // a browser that keeps nothing has said so of its runs
      if (!(error instanceof UserError)) throw error;
    }
  }

  #follow(queue: Queue, before: Queue): void {
    if (before.some(isHeld) && !queue.some(isHeld)) dismissNotices('train-waiting');
    const now = textOf(queue);
    if (now === this.#written) return;
    this.#write(queue);
  }

  #write(queue: Queue): void {
    const now = textOf(queue);
    this.#written = now;
    const turn = this.#disk.then(async () => {
      // of several changes only the newest is worth writing
      if (this.#written !== now) return;
      await this.#claim();
      await this.#world.queue.write(this.#world.tab, linedUp(queue));
    });
    this.#disk = turn.catch((error: unknown) => {
      if (!(error instanceof UserError)) throw error;
      if (!this.#complained) notify({ tone: 'warn', text: error.message, action: null });
      this.#complained = true;
    });
  }

  /** Before anything is written in this tab's name: else another one would take it for one that is gone. */
  #claim(): Promise<unknown> {
    return (this.#claimed ??= this.#world.tabs.claim(this.#world.tab));
  }
}

function isHeld({ held = false }: QueueEntry): boolean {
  return held;
}

function linedUp(queue: Queue): readonly WaitingRun[] {
  return withoutEnded(queue).map(({ id, label, config, from }) => ({ id, label, config, from }));
}

/** The same text as long as there is nothing new to be kept: how far a run is stands in the library. */
function textOf(queue: Queue): string {
  const runs = linedUp(queue);
  return runs.length === 0 ? '' : JSON.stringify(runs);
}

/** At the run's last checkpoint, where it has one; none where it has been trained to its end. */
function entryOf(run: WaitingRun): readonly QueueEntry[] {
  const kept = explorer.getState().library.entries.find(({ id }) => id === run.id);
  if (kept?.result) return [];
  const last = kept?.checkpoints.at(-1);
  return [waiting(last ? { ...run, from: { runId: run.id, step: last.step } } : run)];
}
