import type { Messages } from '../messages/messages';
import { changeSettings, notify } from '../store/actions';
import { unrecorded } from '../store/history';
import { interruptedRuns } from '../store/library';
import { settingsOf } from '../store/run-config';
import { explorer } from '../store/store';
import type { Keeper } from './keeper';
import type { LateOwnNetworks } from './late-own-networks';
import type { LiveRun } from './live-run';
import type { QueueKeeper } from './queue-keeper';
import type { QueueRunner } from './queue-runner';
import type { Shelf } from './shelf';

interface InterruptionsParts {
  readonly messages: Messages;
  readonly keeper: Keeper;
  readonly shelf: Shelf;
  readonly live: LiveRun;
  readonly queue: QueueRunner;
  readonly queueKeeper: QueueKeeper;
  readonly ownNetworks: Pick<LateOwnNetworks, 'obstacle'>;
}

/** What an earlier visit was training when it ended: offered at once, gone on with when the person says so. */
export class Interruptions {
  readonly #parts: InterruptionsParts;

  constructor(parts: InterruptionsParts) {
    this.#parts = parts;
  }

  close(): void {
    this.#parts.queueKeeper.close();
  }

  /** Offers the run of the bar and those of the queue, and reads what else is kept. */
  async offer(): Promise<void> {
    const { keeper, shelf, messages, queueKeeper } = this.#parts;
    await keeper.offer();
    await shelf.open();
    await queueKeeper.bringBack();
    const runs = (await shelf.interrupted()).filter(({ id }) => id !== keeper.offered?.runId);
    if (runs.length > 0) {
      const { interrupted, interruptedGoOn } = messages.notices;
      notify({
        tone: 'info',
        text: interrupted(runs.map(({ name }) => name)),
        action: { label: interruptedGoOn(runs.length), command: 'go-on-interrupted' },
      });
    }
    await shelf.bringAllBack();
  }

  /** Goes on with the run of the bar, unless another tab has done so meanwhile. */
  async resume(): Promise<void> {
    const { keeper, shelf, live, ownNetworks, messages } = this.#parts;
    const stored = keeper.offered;
    if (!stored) return;
    const obstacle = await ownNetworks.obstacle(stored);
    if (obstacle !== null) {
      const action = { label: messages.notices.storedResume, command: 'resume-stored' } as const;
      notify({ tone: 'warn', text: obstacle, action });
      return;
    }
    if (!(await shelf.claim(stored.runId))) {
      notify({ tone: 'warn', text: messages.queue.elsewhere, action: null });
      return;
    }
    unrecorded(() => changeSettings(settingsOf(stored.config, explorer.getState().settings)));
    live.begin({ config: stored.config, paused: false, stored });
  }

  /** Trains what was still waiting in the queue. */
  trainWaiting(): void {
    this.#parts.queue.turn('release');
  }

  /** Puts what the queue was training at its end again. */
  goOn(): void {
    const { keeper, queue } = this.#parts;
    for (const { id } of interruptedRuns(explorer.getState())) {
      if (id !== keeper.offered?.runId) queue.goOn(id);
    }
  }
}
