/** What the paper prints for a variant. Never put into one number, or on one axis, with what was measured here. */
import { choicesOf, type TableBlock } from './choices';
import type { MetricId } from './metrics';
import { figuresOf, publishedTables, type PublishedTable } from './published-tables';
import type { RunSummary } from './run-entry';

export interface PublishedNumber {
  /** e.g. `Paper, table 3` */
  readonly source: string;
  readonly model: string;
  /** a dataset, or `Average` of the paper's eleven */
  readonly data: string;
  readonly epochs: number | null;
  readonly runs: number | null;
  /** which of our metrics it may stand beside; the paper does not say whether an accuracy is the last or the best */
  readonly beside: readonly MetricId[];
  /** in that metric's unit */
  readonly value: number;
  readonly deviation: number | null;
  /** where the paper's variant is only the nearest to ours: what is different */
  readonly differs: string | null;
  /** px: where the run's network is `model` at this side, nothing differs */
  readonly ownAt?: number;
}

/** All that is printed for a run's variant: for one that changes a single part, or none, from its first step on. */
export function publishedFor(
  run: Pick<RunSummary, 'config' | 'fork'>,
  blocks: readonly TableBlock[],
): readonly PublishedNumber[] {
  if (run.fork) return [];
  const choices = choicesOf(run, blocks);
  const changed = choices.filter(({ isDefault }) => !isDefault);
  const speaking = changed.length === 0 ? choices : changed.length === 1 ? changed : [];
  return speaking.flatMap(({ published }) => {
    if (!published) return [];
    const { also, ...own } = published;
    const references = also ? [own, { ...own, ...also }] : [own];
    return references.flatMap((reference) =>
      publishedTables
        .filter(({ table }) => table === reference.table)
        .flatMap((table) => numbersOf(table, reference)),
    );
  });
}

type Reference = NonNullable<TableBlock['variants'][number]['published']>;

const scales = {
  accuracy: { beside: ['last-accuracy', 'best-accuracy'], scale: 0.01 },
  time: { beside: ['interpolation-time'], scale: 1 },
} as const;

function numbersOf(
  { table, model, measures, epochs, runs, entries, rows }: PublishedTable,
  { entry, differs, ownAt }: Reference,
): PublishedNumber[] {
  const column = entries.indexOf(entry);
  const { beside, scale } = scales[measures];
  return Object.entries(rows).flatMap(([data, row]) => {
    const figure = figuresOf(row)[column];
    if (!figure) return [];
    return {
      source: `Paper, table ${table}`,
      model,
      data,
      epochs,
      runs,
      beside,
      value: figure.mean * scale,
      deviation: figure.deviation === null ? null : figure.deviation * scale,
      differs,
      ...(ownAt !== undefined && { ownAt }),
    };
  });
}
