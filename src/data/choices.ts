/** What a run has chosen in each block of the method. The blocks come as an argument: the registry is not this room's. */
import type { RunSummary } from './run-entry';

/** A block of the registry, as far as tables read it. */
export interface TableBlock {
  readonly id: string;
  readonly label: string;
  readonly default: string;
  readonly variants: readonly {
    readonly id: string;
    readonly label: string;
    readonly role: string;
    /** where the paper prints figures for it */
    readonly published?: {
      readonly table: number;
      readonly entry: string;
      readonly differs: string | null;
      readonly ownAt?: number;
      readonly also?: { readonly table: number; readonly differs: string | null };
    };
  }[];
}

type Configured = Pick<RunSummary, 'config' | 'fork'>;

/** One variant of each block; an id that this version does not know stands for itself. */
export function choicesOf({ config }: Pick<RunSummary, 'config'>, blocks: readonly TableBlock[]) {
  const chosen = config.method as unknown as Readonly<Record<string, string>>;
  return blocks.map(({ id: block, variants, default: usual }) => {
    const variant = chosen[block] ?? usual;
    const known = variants.find(({ id }) => id === variant);
    const { label, role, published } = known ?? { label: variant, role: 'variant' };
    return { block, variant, label, role, published, isDefault: variant === usual };
  });
}

/**
 * `default`, or what differs from it: `masks=shared-binary`, several joined by commas. A run that was another variant
 * first is neither of the two: `masks=shared-binary@93:default` was the default until step 93.
 */
export function variantKey(run: Configured, blocks: readonly TableBlock[]): string {
  const choices = choicesOf(run, blocks).filter(({ isDefault }) => !isDefault);
  const key = choices.map(({ block, variant }) => `${block}=${variant}`).join(',') || 'default';
  return run.fork ? `${key}@${run.fork.step}:${variantKey(origin(run), blocks)}` : key;
}

/** The same in words. @param defaultLabel what the default choice of all blocks is called, e.g. `SMM` */
export function variantLabel(run: Configured, blocks: readonly TableBlock[], defaultLabel: string): string {
  const choices = choicesOf(run, blocks).filter(({ isDefault }) => !isDefault);
  const label = choices.map(({ label }) => label).join(' · ') || defaultLabel;
  if (!run.fork) return label;
  return `${label}, from step ${run.fork.step} of ${variantLabel(origin(run), blocks, defaultLabel)}`;
}

/** What a fork was before, as far as it tells: the whole run of that variant. */
function origin({ config, fork }: Configured): Configured {
  return { config: { ...config, method: fork?.from ?? config.method } };
}
