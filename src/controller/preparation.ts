import type { RunConfig } from '../core/method-config';
import { runConfig, sameRun } from '../store/run-config';
import { explorer } from '../store/store';
import type { Engine } from './engine';
import { samplesInView } from './samples-in-view';

/** Milliseconds that settings stay as they are before a run like theirs is prepared: a slider passes many by. */
const SETTLED = 600;

const TRAINS: readonly string[] = ['starting', 'running', 'pausing'];

/**
 * Lets the worker compile ahead for the run that the settings describe: when the page asks for it, and again where they
 * have changed and the live run does not train. Other pictures or another network are loaded only for a run itself.
 */
export class Preparation {
  readonly #engine: Engine;
  readonly #unsubscribe: () => void;
  #prepared: RunConfig | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(engine: Engine) {
    this.#engine = engine;
    this.#unsubscribe = explorer.subscribe(
      ({ settings }) => settings,
      () => this.#wait(),
    );
  }

  prepare(config: RunConfig): void {
    this.#prepared = config;
    this.#engine.send({ type: 'prepare', config, sampleIds: samplesInView });
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#unsubscribe();
  }

  #wait(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#again(), SETTLED);
  }

  #again(): void {
    const { settings, live } = explorer.getState();
    const config = runConfig(settings);
    const known = this.#prepared !== null && sameRun(this.#prepared, config);
    if (known || TRAINS.includes(live.status) || !this.#engine.isFor(config)) return;
    this.prepare(config);
  }
}
