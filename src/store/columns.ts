import { blocks } from '../core/ablation/registry';
import type { RunConfig } from '../core/method-config';
import type { TableRow } from '../data/ablation-table';
import { variantLabel } from '../data/choices';
import { allMetrics, metricOf, type Metric, type MetricId } from '../data/metrics';
import { publishedFor, type PublishedNumber } from '../data/published';
import { derived } from '../lib/derived';
import type { ExplorerState } from './store';
import { shownColumns, shownTable } from './table';

/** What a panel needs to know of the table's columns: what is measured, and what the paper prints beside it. */

export type Column = Metric & { readonly id: MetricId };

export const shownMetrics = derived(
  (state: ExplorerState) => [shownColumns(state)],
  (ids): readonly Column[] => ids.map(metricOf),
);

/** Every metric that there is, in the order of the table. */
export const everyMetric: readonly Column[] = allMetrics;

/** One model on one dataset, as the paper's tables are cut. */
export type PublishedChoice = Pick<PublishedNumber, 'model' | 'data'>;

/** What a row's variant reaches in the paper, on every model and dataset. */
export function publishedOf({ runs }: Pick<TableRow, 'runs'>): readonly PublishedNumber[] {
  return runs[0] ? publishedFor(runs[0], blocks) : [];
}

/** The models and datasets for which the paper prints accuracies of any shown variant. */
export const publishedChoices = derived(
  (state: ExplorerState) => [shownTable(state)],
  (table): readonly PublishedChoice[] => {
    const printed = (table?.rows ?? []).flatMap((row) =>
      publishedOf(row).filter(({ beside }) => beside.some((id) => metricOf(id).unit === 'rate')),
    );
    const choices = new Map(printed.map(({ model, data }) => [`${model}/${data}`, { model, data }]));
    return [...choices.values()];
  },
);

/** A run's variant in words. @param defaultLabel what the method as published is called */
export function variantName(config: RunConfig, defaultLabel: string): string {
  return variantLabel({ config }, blocks, defaultLabel);
}
