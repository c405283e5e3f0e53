import type { Block } from '../../core/ablation/block';
import { blocks, choose, refusal, type BlockId } from '../../core/ablation/registry';
import type { RunConfig } from '../../core/method-config';
import { sameRun } from '../../store/run-config';

/** Which runs a choice of variants and seeds comes to, without a component in sight. */

export interface PlannedVariant {
  /** `masks=shared-binary` */
  readonly key: string;
  readonly block: BlockId;
  readonly variant: string;
  readonly label: string;
  readonly definition: string;
  readonly role: 'variant' | 'control' | 'demonstration' | 'default';
  /** why it cannot be trained with the rest of the reference; null = it can */
  readonly refused: string | null;
}

export interface PlannedBlock {
  readonly id: BlockId;
  readonly label: string;
  readonly variants: readonly PlannedVariant[];
}

/** Everything that differs from the reference in one part, in the order of the method. */
export function plannedBlocks({ method }: RunConfig): readonly PlannedBlock[] {
  return blocks.map(({ id, label, variants }: Block & { readonly id: BlockId }) => ({
    id,
    label,
    variants: variants
      .filter((variant) => variant.id !== method[id])
      .map(({ role, definition, ...variant }) => ({
        key: `${id}=${variant.id}`,
        block: id,
        variant: variant.id,
        label: variant.label,
        definition,
        role,
        refused: refusal(id, variant.id, choose(method, id, variant.id)),
      })),
  }));
}

interface Choice {
  readonly reference: RunConfig;
  readonly withReference: boolean;
  /** keys of PlannedVariant */
  readonly keys: readonly string[];
  /** how many, counted up from the reference's own */
  readonly seeds: number;
}

/** Seed by seed, so that what is paired comes together. */
export function plannedRuns({ reference, withReference, keys, seeds }: Choice): readonly RunConfig[] {
  const chosen = plannedBlocks(reference)
    .flatMap(({ variants }) => variants)
    .filter(({ key, refused }) => refused === null && keys.includes(key));
  const { method, training } = reference;
  const methods = [
    ...(withReference ? [method] : []),
    ...chosen.map(({ block, variant }) => choose(method, block, variant)),
  ];
  return Array.from({ length: seeds }, (_, i) => (training.seed + i) % 2 ** 32).flatMap((seed) =>
    methods.map((one) => ({ ...reference, method: one, training: { ...training, seed } })),
  );
}

/** Those that nobody has trained or queued yet. */
export function withoutKnown(runs: readonly RunConfig[], known: readonly RunConfig[]): readonly RunConfig[] {
  return runs.filter((run) => !known.some((other) => sameRun(run, other)));
}
