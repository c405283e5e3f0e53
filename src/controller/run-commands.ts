import { changeLive, changeSettings } from '../store/actions';
import { runConfig } from '../store/run-config';
import { isActive } from '../store/selectors';
import { explorer } from '../store/store';
import type { Engine } from './engine';
import { showLive, type LiveRun } from './live-run';
import type { QueueRunner } from './queue-runner';

interface RunParts {
  readonly engine: Engine;
  readonly live: LiveRun;
  readonly queue: QueueRunner;
}

/** What the run bar asks of the live run. */
export class RunCommands {
  readonly #parts: RunParts;

  constructor(parts: RunParts) {
    this.#parts = parts;
  }

  /** Begins a run, or goes on with the paused one. */
  play(): void {
    const { engine, live } = this.#parts;
    const state = explorer.getState();
    if (isActive(state)) return;
    if (live.canGoOn) {
      showLive();
      engine.send({ type: 'resume' });
    } else live.begin({ config: runConfig(state.settings), paused: false });
  }

  pause(): void {
    const { status } = explorer.getState().live;
    if (status !== 'running') return;
    changeLive({ status: 'pausing' });
    this.#parts.engine.send({ type: 'pause' });
  }

  /** One batch, then pause; begins a run where there is none. */
  step(): void {
    const { engine, live } = this.#parts;
    const state = explorer.getState();
    if (state.live.status === 'running') return this.pause();
    if (isActive(state)) return;
    if (!live.canGoOn && !live.begin({ config: runConfig(state.settings), paused: true })) return;
    showLive();
    changeLive({ status: 'pausing' });
    engine.send({ type: 'step' });
  }

  /** Ends the run; its curves stay. */
  stop(): void {
    const { engine, queue } = this.#parts;
    const { live } = explorer.getState();
    if (live.runId === null || live.status === 'done' || live.status === 'stopped') return;
    if (queue.training) {
      // `stop` is for all that train; what the queue trains goes on
      engine.send({ type: 'cancel', runId: live.runId });
      changeLive({ status: 'stopped', progress: null });
    } else if (engine.ready) engine.send({ type: 'stop' });
    else {
      engine.close();
      changeLive({ status: 'stopped', progress: null });
    }
  }

  /** Ends the run and begins again, paused, from the same initial weights. */
  reset(): void {
    this.#parts.live.begin({ config: runConfig(explorer.getState().settings), paused: true });
  }

  /** The same with the next seed. */
  reseed(): void {
    const { seed } = explorer.getState().settings;
    changeSettings({ seed: (seed + 1) % 2 ** 32 });
    this.reset();
  }
}
