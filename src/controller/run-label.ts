import { blocks } from '../core/ablation/registry';
import type { Block } from '../core/ablation/block';
import type { RunConfig } from '../core/method-config';
import type { Messages } from '../messages/messages';

/** A run's short name: what differs from SMM as published, or `SMM` where nothing does. */
export function runLabel({ method }: RunConfig, { runs }: Messages): string {
  const changed = blocks.flatMap(({ id, variants, ...block }: Block & { id: keyof typeof method }) => {
    const chosen = variants.find((variant) => variant.id === method[id]);
    return chosen && chosen.id !== block.default ? [{ block: id, label: chosen.label }] : [];
  });
  const names = changed.map(({ label }) => label);
  return changed.some(({ block }) => block === 'baseline')
    ? names.join(' · ')
    : [runs.reference, ...names].join(' · ');
}
