import type { InspectionQuestion } from '../data/inspection';
import type { Task } from '../training/begin-run';
import { inOurWords } from '../training/failures';
import { inspect } from '../training/inspect/inspect';
import { modelOf, type Model } from '../training/inspect/model';
import { Steps } from '../training/inspect/step';
import type { SamplesInView } from '../training/samples-in-view';
import { storedRun } from '../training/stored-run';
import type { LiveRuns } from './live-runs';
import type { Command, WorkerEvent } from './protocol';
import { sentence } from './sentence';

type Asked = Extract<Command, { type: 'inspect' }>;

interface InspectorParts {
  readonly task: Task;
  readonly view: SamplesInView;
  readonly runs: LiveRuns;
  readonly breathe: () => Promise<void>;
  post(event: WorkerEvent): void;
}

/** Questions that go over many pictures; what can be answered at once does not stand in a line behind them. */
const SLOW: readonly InspectionQuestion['what'][] = ['mapping', 'survey'];

/**
 * Answers what runs are asked beyond their snapshots, live ones and stored ones, between the chunks of whatever trains.
 * Questions of one kind of haste are taken one after another; what nobody waits for any more ends at its next batch.
 */
export class Inspector {
  readonly #parts: InspectorParts;
  /** requests that are wanted */
  readonly #wanted = new Set<number>();
  readonly #lines: Record<'quick' | 'slow', Promise<void>> = {
    quick: Promise.resolve(),
    slow: Promise.resolve(),
  };
  /** copies of the model that was last asked for a step */
  #steps: { readonly of: string; readonly steps: Steps } | null = null;

  constructor(parts: InspectorParts) {
    this.#parts = parts;
  }

  ask(command: Asked): void {
    this.#wanted.add(command.request);
    const line = SLOW.includes(command.question.what) ? 'slow' : 'quick';
    this.#lines[line] = this.#lines[line].then(() => this.#answer(command));
  }

  end(request: number): void {
    this.#wanted.delete(request);
  }

  async #answer(command: Asked): Promise<void> {
    const { request, question } = command;
    const { task, view, post, breathe } = this.#parts;
    const wanted = () => this.#wanted.has(request);
    if (!wanted()) return;
    const progress = (done: number, total: number) => post({ type: 'inspecting', request, done, total });
    try {
      const model = await this.#modelFor(command);
      const steps = question.what === 'step' ? this.#stepsOf(command, model) : new Steps(task, model);
      const sample = (id: string) => view.find(id);
      const answer = await inspect({ task, model, steps, sample }, question, { progress, wanted, breathe });
      if (answer && wanted()) post({ type: 'inspected', request, step: model.step, answer });
    } catch (error) {
      const message = sentence('It could not be answered', inOurWords(error));
      if (wanted()) post({ type: 'inspect-refused', request, message });
    } finally {
      this.#wanted.delete(request);
      await breathe();
    }
  }

  async #modelFor({ runId, question, capsule }: Asked): Promise<Model> {
    const { task, runs } = this.#parts;
    if (!capsule) return modelOf(runs.find(runId).run, { moments: question.what === 'step' });
    const run = storedRun(task, { id: runId, bytes: Uint8Array.from(capsule) });
    try {
      return await modelOf(run, { moments: false });
    } finally {
      run.dispose();
      run.method.dispose();
    }
  }

  /** The same as for the question before, as long as the model is the same: one more step goes on from the last. */
  #stepsOf({ runId, capsule }: Asked, model: Model): Steps {
    const of = [runId, capsule ? 'stored' : 'live', model.step, model.mapping.join()].join(' ');
    if (this.#steps?.of !== of) {
      this.#steps?.steps.close();
      this.#steps = { of, steps: new Steps(this.#parts.task, model) };
    }
    return this.#steps.steps;
  }
}
