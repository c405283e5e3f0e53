import {
  backendOf,
  checkObstacle,
  checkPlan,
  looseness,
  RunComparison,
  type CheckLength,
  type CheckPlan,
} from '../data/run-check';
import { isOwnId } from '../data/own/own-id';
import type { Provenance, RunRecord } from '../data/run-record';
import { UserError } from '../lib/user-error';
import { changeKeeping, changeLibrary } from '../store/actions';
import { withEntry } from '../store/library';
import { dataNames, networkName } from '../store/settings';
import { explorer } from '../store/store';
import type { TrainingEvent } from '../training/events';
import type { WorkerEvent } from '../worker/protocol';
import type { Dependencies, Trainer } from './dependencies';

type RunCheckerParts = Pick<Dependencies, 'openTrainer' | 'library' | 'messages' | 'assets'>;

/** What is being checked, until its worker is let go. */
interface Work {
  readonly id: string;
  readonly record: RunRecord;
  readonly plan: CheckPlan;
  trainer: Trainer | null;
  /** null until it is known what is loaded */
  comparison: RunComparison | null;
  device: string;
}

/**
 * Trains a kept run again from its configuration and compares what comes out with its own curves. It has a worker of
 * its own: no other run, no choice of backend and no loaded pictures come into it, and none is disturbed.
 */
export class RunChecker {
  readonly #parts: RunCheckerParts;
  #work: Work | null = null;

  constructor(parts: RunCheckerParts) {
    this.#parts = parts;
  }

  async begin(id: string, length: CheckLength): Promise<void> {
    this.end();
    changeKeeping({ refused: null, checking: { runId: id, phase: 'loading', done: 0, total: 0 } });
    const record = await this.#read(id);
    // ended, or begun anew, while the disk was asked
    if (!record || explorer.getState().keeping.checking?.runId !== id) return;
    const obstacle = this.#obstacle(record, null);
    if (obstacle) return this.#refuse(id, obstacle);
    const plan = checkPlan(record, length);
    const work: Work = { id, record, plan, trainer: null, comparison: null, device: '' };
    this.#work = work;
    this.#show(work, 'loading');
    work.trainer = this.#parts.openTrainer({
      onEvent: (event) => {
        if (this.#work === work) this.#hear(work, event);
      },
      onDeath: (reason) => {
        if (this.#work === work) this.#refuse(id, new UserError(reason));
      },
    });
    const { data, backbone } = record.config;
    const made = backendOf(record.provenance);
    // WebAssembly and plain JavaScript are everywhere; what the graphics processor is called is the person's choice
    const backend = made === 'wasm' || made === 'cpu' ? made : explorer.getState().settings.backend;
    work.trainer.send({ type: 'open', assets: this.#parts.assets, backend, data, backbone });
  }

  /** Ends without a verdict. */
  end(): void {
    this.#work?.trainer?.close();
    this.#work = null;
    changeKeeping({ checking: null });
  }

  async #read(id: string): Promise<RunRecord | null> {
    try {
      return await this.#parts.library.record(id);
    } catch (error) {
      this.#refuse(id, error);
      return null;
    }
  }

  #hear(work: Work, event: WorkerEvent): void {
    const { id, record } = work;
    switch (event.type) {
      case 'ready': {
        const obstacle = this.#obstacle(record, event.provenance);
        if (obstacle) return this.#refuse(id, obstacle);
        work.device = event.provenance.device;
        work.comparison = new RunComparison(record, {
          loose: looseness(record.provenance, event.provenance),
        });
        const start = { runId: id, config: record.config, checkpoint: null };
        work.trainer?.send({ type: 'start', ...start, sampleIds: [], paused: false });
        return;
      }
      case 'problem':
      case 'failed':
        return this.#refuse(id, new UserError(event.message));
      case 'loading':
      case 'device':
      case 'frame':
      case 'own-image':
      case 'capsule':
      case 'knock-out':
      case 'knock-out-score':
      case 'knock-out-refused':
      case 'explained':
      case 'explain-refused':
      case 'inspecting':
      case 'inspected':
      case 'inspect-refused':
        return;
      default:
        return this.#compare(work, event);
    }
  }

  #compare(work: Work, event: TrainingEvent): void {
    const { comparison, plan } = work;
    if (!comparison) return;
    comparison.take(event);
    if (comparison.meets(plan, event)) void this.#conclude(work, comparison);
    else if (event.type === 'progress') this.#show(work, event.phase);
    else if (event.type === 'steps') this.#show(work, 'training');
  }

  async #conclude({ id, device }: Work, comparison: RunComparison): Promise<void> {
    this.end();
    try {
      const entry = await this.#parts.library.keepCheck(id, comparison.result({ device }));
      changeLibrary((library) => withEntry(library, entry));
    } catch (error) {
      this.#refuse(id, error);
    }
  }

  #show({ id, plan, comparison }: Work, phase: CheckingPhase): void {
    const done = Math.min(comparison?.steps ?? 0, plan.steps);
    changeKeeping({ checking: { runId: id, phase, done, total: plan.steps } });
  }

  #obstacle(record: RunRecord, here: Provenance | null): UserError | null {
    const { obstacles } = this.#parts.messages.library;
    const { data, backbone } = record.config;
    // whether pictures of one's own are here, the worker says
    const known = isOwnId(data) || dataNames.some((name) => name === data);
    if (!known) return new UserError(obstacles.noData(data));
    if (!networkName(backbone)) return new UserError(obstacles.noNetwork(backbone));
    const obstacle = checkObstacle(record, here);
    return obstacle && new UserError(obstacles[obstacle]);
  }

  #refuse(runId: string, error: unknown): void {
    this.end();
    if (!(error instanceof UserError)) throw error;
    changeKeeping({ refused: { runId, sentence: error.message } });
  }
}

type CheckingPhase = Extract<TrainingEvent, { type: 'progress' }>['phase'] | 'loading';
