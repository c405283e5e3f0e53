import { blocks } from '../core/ablation/registry';
import { variantKey } from '../data/choices';
import type { RunSummary } from '../data/run-entry';

/** What several recorded runs have in common. */
export interface RecordedFacts {
  readonly variants: number;
  /** one for each setting that was trained in, with all seeds that were */
  readonly tasks: readonly RecordedTask[];
  readonly devices: readonly string[];
  readonly versions: readonly { readonly app: string; readonly tfjs: string }[];
}

export interface RecordedTask {
  readonly data: string;
  readonly side: number;
  readonly epochs: number;
  /** ascending */
  readonly seeds: readonly number[];
}

export function recordedFacts(runs: readonly RunSummary[]): RecordedFacts {
  const tasks = new Map<string, RecordedTask>();
  const versions = new Map<string, { app: string; tfjs: string }>();
  for (const { config, provenance } of runs) {
    const task = { data: config.data, side: config.method.side, epochs: config.training.epochs };
    const key = JSON.stringify(task);
    const seeds = new Set([...(tasks.get(key)?.seeds ?? []), config.training.seed]);
    tasks.set(key, { ...task, seeds: [...seeds].sort((a, b) => a - b) });
    const { app = '', tfjs = '' } = provenance.versions;
    versions.set(`${app} ${tfjs}`, { app, tfjs });
  }
  return {
    variants: new Set(runs.map((run) => variantKey(run, blocks))).size,
    tasks: [...tasks.values()],
    devices: [...new Set(runs.map(({ provenance }) => provenance.device))],
    versions: [...versions.values()],
  };
}
