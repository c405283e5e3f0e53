import type { RunConfig } from '../core/method-config';
import { isActive } from '../store/selectors';
import { explorer } from '../store/store';
import type { Engine, EngineContents } from './engine';
import type { Pictures } from './pictures';
import type { QueueRunner } from './queue-runner';

interface EngineForParts {
  readonly engine: Engine;
  readonly pictures: Pictures;
  /** asked for when it is needed: the queue needs this one too */
  queue(): Pick<QueueRunner, 'training'>;
}

type Wanted = Pick<RunConfig, 'data' | 'backbone'>;

/** Makes sure of an engine for whoever is not the live run, without taking it from one that needs it. */
export class EngineFor {
  readonly #parts: EngineForParts;

  constructor(parts: EngineForParts) {
    this.#parts = parts;
  }

  /** For a queued run; false = the live run needs the one that there is. */
  training({ data, backbone }: Wanted): boolean {
    const contents = contentsOf({ data, backbone });
    return this.#parts.engine.holds(contents) || (isFree() && this.#load(contents));
  }

  /** For stored runs on these pictures, on whichever device; false = a run here needs the one that there is. */
  asking({ data, backbone }: Wanted): boolean {
    if (this.#parts.engine.isFor({ data, backbone })) return true;
    return isFree() && !this.#parts.queue().training && this.#load(contentsOf({ data, backbone }));
  }

  /** For what only looks, whichever there is will do. */
  looking({ data, backbone }: Wanted): void {
    const { phase } = explorer.getState().engine;
    if (phase !== 'loading' && phase !== 'ready') this.#load(contentsOf({ data, backbone }));
  }

  #load(contents: EngineContents): true {
    const { engine, pictures } = this.#parts;
    engine.load(contents);
    pictures.sendAll();
    return true;
  }
}

/** No live run would lose its worker. */
function isFree(): boolean {
  const state = explorer.getState();
  return state.live.status !== 'paused' && !isActive(state);
}

function contentsOf(wanted: Wanted): EngineContents {
  const { backend, workers } = explorer.getState().settings;
  return { backend, avoid: [], workers, ...wanted };
}
