import type { RunConfig } from '../core/method-config';
import { checkRun, type Task } from '../training/begin-run';
import { compileAhead } from '../training/compile-ahead';
import { RunControl } from '../training/control';
import { SamplesInView } from '../training/samples-in-view';
import type { WorkerEvent } from './protocol';

interface PreparationParts {
  readonly task: Task;
  readonly breathe: () => Promise<void>;
  post(event: WorkerEvent): void;
}

/**
 * Compiles what a run will need before anybody has asked for it. Nothing waits for it; another run to be prepared takes
 * its place, and so does one that begins, which orders nothing twice: what is on its way arrives all the same.
 */
export class Preparation {
  readonly #parts: PreparationParts;
  #control = new RunControl();

  constructor(parts: PreparationParts) {
    this.#parts = parts;
  }

  /** Where it cannot be done, the run itself will say why. */
  async prepare({
    config,
    sampleIds,
  }: {
    readonly config: RunConfig;
    readonly sampleIds: readonly string[];
  }): Promise<void> {
    const { task, breathe, post } = this.#parts;
    const tell = (done: number, total: number) => post({ type: 'loading', what: 'pipelines', done, total });
    this.stop();
    const control = (this.#control = new RunControl());
    try {
      checkRun(config, task);
      const view = new SamplesInView(task.dataset);
      view.choose(sampleIds);
      const inView = view.samples.length;
      for await (const { done, total } of compileAhead({ ...task, config, inView }, { breathe, control })) {
        tell(done, total);
      }
      if (control.stopped) tell(0, 0);
    } catch {
      tell(0, 0);
    }
  }

  stop(): void {
    this.#control.stop();
  }
}
