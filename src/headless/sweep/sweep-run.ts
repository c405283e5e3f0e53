/** One run of a sweep, and the work that it takes. */
import { blocks } from '../../core/ablation/registry';
import type { RunConfig } from '../../core/method-config';
import { variantKey } from '../../data/choices';
import { configHash, type Origin } from '../recordings';
import type { BackboneSource, DatasetSource } from './source-facts';

/** What is made for a run, each in a task of its own. A timing needs the machine for itself. */
export type Part = 'run' | 'approximate' | 'timing';

/** Everything that a task has to know: it never looks at the plan. */
export interface SweepRun {
  /** hash of its configuration and of the content of its data and network: names its files */
  readonly id: string;
  readonly schedule: string;
  readonly config: RunConfig;
  readonly origin: Origin;
  readonly data: DatasetSource;
  readonly backbone: BackboneSource;
  readonly parts: readonly Part[];
  readonly approximate: ApproximateSettings;
}

export interface ApproximateSettings {
  readonly probe: number;
  readonly epochs: number;
}

/** A run's work in one process. */
export interface Task {
  /** `3fa9c1d2e4b5`, `3fa9c1d2e4b5-approximate` */
  readonly id: string;
  readonly part: Part;
  readonly run: SweepRun;
}

/** Files of another name or place are the same data: content counts. */
export function runIdOf(config: RunConfig, origin: Origin): string {
  return configHash({ ...config, data: '', backbone: '' }, origin);
}

export function taskId(runId: string, part: Part): string {
  return part === 'run' ? runId : `${runId}-${part}`;
}

/** Training first, since that is what is looked at; what is timed last. */
export function tasksOf(runs: readonly SweepRun[]): Task[] {
  return (['run', 'approximate', 'timing'] as const).flatMap((part) =>
    runs.filter(({ parts }) => parts.includes(part)).map((run) => ({ id: taskId(run.id, part), part, run })),
  );
}

/** `fashion-mnist, efficientnet-lite0, 96 px, masks=shared-binary, paper, seed 0` */
export function labelOf({ config, schedule }: Pick<SweepRun, 'config' | 'schedule'>): string {
  const { data, backbone, method, training } = config;
  const key = variantKey({ config }, blocks);
  return [data, backbone, `${method.side} px`, key, schedule, `seed ${training.seed}`].join(', ');
}
