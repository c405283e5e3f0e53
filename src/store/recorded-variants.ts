import { blocks } from '../core/ablation/registry';
import { variantKey, variantLabel } from '../data/choices';
import { derived } from '../lib/derived';
import { isLabRun } from './run-ids';
import type { ExplorerState } from './store';

/** A variant that a question can be asked about. */
export interface RecordedVariant {
  /** variantKey of choices.ts: `default`, `masks=shared-binary` */
  readonly key: string;
  /** in the words of the registry; English, as all of its labels */
  readonly label: string;
}

/** What the recorded lab has measured, in the order of its plan; none while it has not been read. */
export const recordedVariants = derived(
  ({ library }: ExplorerState) => [library.shipped],
  (shipped): readonly RecordedVariant[] => {
    const variants = new Map<string, RecordedVariant>();
    for (const run of shipped) {
      if (!isLabRun(run.id)) continue;
      const key = variantKey(run, blocks);
      if (!variants.has(key)) variants.set(key, { key, label: variantLabel(run, blocks, 'SMM') });
    }
    return [...variants.values()];
  },
);
