/**
 * A run checked against itself: its beginning is trained again from its configuration, and what comes out is compared
 * with the curves that it was kept with. Bit for bit where it must be the same bits, within a tolerance elsewhere.
 */
import type { BackendName } from '../core/engine/backend-name';
import { z } from '../lib/schema';
import type { TrainingEvent } from '../training/events';
import type { Provenance, RunRecord } from './run-record';

/** How much of a run is trained again. */
export type CheckLength = 'first-epoch' | 'whole' | { readonly steps: number };

/** What may differ; each is compared as it comes. */
export type CheckedValue =
  'unprompted' | 'losses' | 'train-accuracies' | 'batches' | 'mapping' | 'test-accuracy' | 'clean-loss';

export interface CheckResult {
  readonly verdict: 'same' | 'close' | 'different';
  /** why the bits may differ; null = they were compared bit for bit */
  readonly loose: 'device' | 'version' | null;
  /** how much was compared */
  readonly steps: number;
  readonly epochs: number;
  /** backend and adapter that it was checked on, in words */
  readonly device: string;
  /** what is not as it was, and from which step on */
  readonly differences: readonly { readonly what: CheckedValue; readonly step: number }[];
}

/** As it is kept with the run. */
export interface RunCheck extends CheckResult {
  /** milliseconds since 1970 */
  readonly date: number;
}

const values = [
  'unprompted',
  'losses',
  'train-accuracies',
  'batches',
  'mapping',
  'test-accuracy',
  'clean-loss',
] as const satisfies readonly CheckedValue[];
const whole = z.int().check(z.nonnegative());

export const runCheckSchema = z.object({
  date: z.number(),
  verdict: z.enum(['same', 'close', 'different']),
  loose: z.nullable(z.enum(['device', 'version'])),
  steps: whole,
  epochs: whole,
  device: z.string().check(z.maxLength(200)),
  differences: z.array(z.object({ what: z.enum(values), step: whole })).check(z.maxLength(values.length)),
}) satisfies z.ZodMiniType<RunCheck, unknown>;

/**
 * Between backends the order of sums differs, and training lets small differences grow. Where bits cannot be asked
 * for, a run is as it was if its first step has the same loss, if its losses are the same on the whole, and if its
 * test accuracies are. Batches follow from the seed and are the same everywhere.
 */
export const tolerance = {
  /** of the first step's loss, relative: nothing has been trained yet */
  firstLoss: 0.001,
  /** of the mean |difference| of the losses to their mean */
  losses: 0.05,
  /** of a test accuracy, 0..1 */
  accuracy: 0.03,
} as const;

/** Why a run cannot be checked here. */
export type CheckObstacle = 'data' | 'backbone' | 'fork' | 'nothing';

/** @param here what is loaded; null before that is known */
export function checkObstacle(record: RunRecord, here: Provenance | null): CheckObstacle | null {
  // it began as another run, which is not in the file
  if (record.fork) return 'fork';
  if (record.curves.losses.length === 0 && !record.unprompted) return 'nothing';
  if (here && here.dataHash !== record.provenance.dataHash) return 'data';
  if (here && here.backboneHash !== record.provenance.backboneHash) return 'backbone';
  return null;
}

/** The backend that a run must be checked on to give the same bits; null where it has moved from one to another. */
export function backendOf({ device }: Pick<Provenance, 'device'>): BackendName | null {
  if (device.includes('; then ')) return null;
  const [name] = device.split(', ');
  return backends.find((backend) => backend === name) ?? null;
}

const backends: readonly BackendName[] = ['webgpu', 'webgl', 'wasm', 'cpu'];

/** Why the bits may differ; null = they must not. */
export function looseness(made: Provenance, here: Provenance): CheckResult['loose'] {
  const version = (name: string) => made.versions[name] === here.versions[name];
  if (!version('app') || !version('tfjs')) return 'version';
  const backend = backendOf(made);
  // the standard fixes what WebAssembly and JavaScript compute; a graphics processor has its own sums
  const fixed = backend === 'wasm' || backend === 'cpu';
  const same = fixed ? backend === backendOf(here) : made.device === here.device;
  return backend !== null && same ? null : 'device';
}

/** How many steps a check trains, and whether it waits for the test or the last numbers behind them. */
export interface CheckPlan {
  readonly steps: number;
  readonly ends: 'steps' | 'epoch' | 'done';
}

export function checkPlan(record: RunRecord, length: CheckLength): CheckPlan {
  const { losses, epochs } = record.curves;
  const known = losses.length;
  const [first] = epochs;
  if (record.result && (length === 'whole' || known === 0)) return { steps: known, ends: 'done' };
  if (typeof length === 'object') return { steps: Math.min(Math.max(1, length.steps), known), ends: 'steps' };
  const last = length === 'whole' ? epochs.at(-1) : first;
  return last ? { steps: last.step, ends: 'epoch' } : { steps: known, ends: 'steps' };
}

/** Takes what a run says a second time and compares it with what it said the first time. */
export class RunComparison {
  readonly #record: RunRecord;
  readonly #loose: CheckResult['loose'];
  readonly #differences = new Map<CheckedValue, number>();
  #steps = 0;
  #epochs = 0;
  /** sums over the compared steps */
  #apart = 0;
  #sum = 0;

  constructor(record: RunRecord, { loose }: Pick<CheckResult, 'loose'>) {
    this.#record = record;
    this.#loose = loose;
  }

  get steps(): number {
    return this.#steps;
  }

  /** All that the plan asks for has been compared. */
  meets({ steps, ends }: CheckPlan, event: TrainingEvent): boolean {
    if (event.type === 'done') return true;
    if (ends === 'epoch') return event.type === 'epoch' && event.step >= steps;
    return ends === 'steps' && this.#steps >= steps;
  }

  take(event: TrainingEvent): void {
    const { unprompted, curves, result } = this.#record;
    if (event.type === 'unprompted' && unprompted) {
      const same = this.#loose
        ? near(event.testAccuracy, unprompted.testAccuracy)
        : event.testAccuracy === unprompted.testAccuracy && alike(event.mapping, unprompted.mapping);
      this.#expect(same, 'unprompted', 0);
    }
    if (event.type === 'steps') this.#takeSteps(event);
    if (event.type === 'epoch') {
      const before = curves.epochs.find(({ epoch }) => epoch === event.epoch);
      if (before) this.#takeEpoch(event, before);
    }
    if (event.type === 'done' && result && !this.#loose) {
      this.#expect(Object.is(event.cleanTrainLoss, result.cleanTrainLoss), 'clean-loss', this.#steps);
    }
  }

  result({ device }: Pick<CheckResult, 'device'>): CheckResult {
    if (this.#loose) {
      this.#expect(this.#apart <= tolerance.losses * this.#sum, 'losses', this.#steps);
    }
    const differences = Array.from(this.#differences, ([what, step]) => ({ what, step }));
    const held = this.#loose ? 'close' : 'same';
    const verdict = differences.length > 0 ? 'different' : held;
    const [steps, epochs] = [this.#steps, this.#epochs];
    return { verdict, loose: this.#loose, steps, epochs, device, differences };
  }

  #takeSteps({ fromStep, losses, accuracies }: Extract<TrainingEvent, { type: 'steps' }>): void {
    const { curves } = this.#record;
    losses.forEach((loss, index) => {
      const step = fromStep + index;
      const before = curves.losses[step - 1];
      // beyond what was kept there is nothing to compare with
      if (before === undefined) return;
      this.#steps = step;
      if (!this.#loose) {
        this.#expect(Object.is(loss, before), 'losses', step);
        this.#expect(Object.is(accuracies[index], curves.accuracies[step - 1]), 'train-accuracies', step);
        return;
      }
      const apart = Math.abs(loss - before);
      if (step === 1) this.#expect(apart <= tolerance.firstLoss * Math.abs(before), 'losses', step);
      this.#apart += apart;
      this.#sum += Math.abs(before);
    });
  }

  #takeEpoch(
    event: Extract<TrainingEvent, { type: 'epoch' }>,
    before: RunRecord['curves']['epochs'][number],
  ): void {
    this.#epochs = event.epoch;
    const { step } = before;
    if (before.batchHash !== undefined) this.#expect(before.batchHash === event.batchHash, 'batches', step);
    const same = this.#loose ? near : Object.is;
    this.#expect(same(event.testAccuracy, before.testAccuracy), 'test-accuracy', step);
    if (!this.#loose) this.#expect(alike(event.mapping, before.mapping), 'mapping', step);
  }

  #expect(holds: boolean, what: CheckedValue, step: number): void {
    if (!holds && !this.#differences.has(what)) this.#differences.set(what, step);
  }
}

function near(one: number, other: number): boolean {
  return Math.abs(one - other) <= tolerance.accuracy;
}

function alike(one: readonly number[], other: readonly number[]): boolean {
  return one.join() === other.join();
}
