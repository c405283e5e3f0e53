import { blocks } from '../core/ablation/registry';
import type { Block } from '../core/ablation/block';
import { allMetrics, type MetricId } from '../data/metrics';
import { choice, choices, type LinkValue } from './link-values';
import type { TableSort } from './table-view';

/** How the ablation table's own values stand in a link. */

const metricIds: readonly MetricId[] = allMetrics.map(({ id }) => id);

export const columns = choices(metricIds);

const sortBy = choice<MetricId | 'plan'>(['plan', ...metricIds]);
const REVERSED = '.reversed';

/** `clean-loss` or `clean-loss.reversed` */
export const sort: LinkValue<TableSort> = {
  kind: `${sortBy.kind}, with ${REVERSED} behind it for the last first`,
  decode: (text) => {
    const reversed = text.endsWith(REVERSED);
    const by = sortBy.decode(reversed ? text.slice(0, -REVERSED.length) : text);
    return by && { by, reversed };
  },
  encode: ({ by, reversed }) => by + (reversed ? REVERSED : ''),
};

/** A row's key (data/choices.ts), its choices in the registry's order. */
const variant: LinkValue<string> = {
  kind: 'switch=variant, several joined by commas, or default; of a fork with @step:variant behind it',
  decode: (text) => {
    const [, own, step, origin] = /^([^@]*)(?:@([1-9]\d{0,6}):(.*))?$/.exec(text) ?? [];
    const [key, from] = [own, origin].map((part) => part && wholeVariant(part));
    if (!step) return key || undefined;
    return key && from ? `${key}@${step}:${from}` : undefined;
  },
  encode: (key) => key,
};

/** `masks=shared-binary`, several choices joined by commas. */
function wholeVariant(text: string): string | undefined {
  if (text === 'default') return text;
  const chosen = text.split(',');
  const ordered = (blocks as readonly Block[]).flatMap(({ id, variants, ...block }) =>
    variants
      .filter((one) => one.id !== block.default && chosen.includes(`${id}=${one.id}`))
      .slice(0, 1)
      .map((one) => `${id}=${one.id}`),
  );
  return ordered.length === chosen.length ? ordered.join(',') : undefined;
}

export const baseline: LinkValue<string | null> = { ...variant, encode: (key) => key ?? undefined };

/** Rows joined by `~`, at most as many as can be told apart. */
export const rows: LinkValue<readonly string[]> = {
  kind: `${variant.kind}; several rows joined by ~`,
  decode: (text) => {
    const keys = text.split('~').map(variant.decode);
    const known = keys.filter((key) => key !== undefined);
    return known.length === keys.length && new Set(known).size === keys.length ? known : undefined;
  },
  encode: (keys) => keys.join('~') || undefined,
};
