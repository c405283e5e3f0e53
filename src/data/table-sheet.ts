/** The ablation table as text for a paper, to be written as LaTeX or Markdown. Here, and only here, numbers are rounded. */
import type { Sheet } from '../lib/sheet';
import type { AblationTable, TableRow } from './ablation-table';
import type { TableBlock } from './choices';
import { metricOf, type MetricId, type Unit } from './metrics';
import { publishedFor, type PublishedNumber } from './published';
import type { Cell } from './table-cell';
import { plusMinus, signed, unitNames } from './unit-text';

/** The words round the numbers, in the page's language. */
export interface SheetWords {
  readonly caption: string;
  readonly variant: string;
  /** head of the column with the number of seeds */
  readonly seeds: string;
  readonly notReached: string;
  /** heads the rows that differ in several parts of the method */
  readonly several: string;
  /** heads the rows that were another variant first */
  readonly forks: string;
  /** marks what is shown as a lesson and ranked with nothing */
  readonly unranked: string;
  /** head of the published column */
  published(number: PublishedNumber): string;
}

export interface SheetOptions {
  readonly metrics: readonly MetricId[];
  /** adds a column for each metric: paired difference to the reference with its interval */
  readonly differences: boolean;
  /** adds one column of the paper's figures, for one model and dataset; null = none */
  readonly published: Pick<PublishedNumber, 'model' | 'data'> | null;
  readonly blocks: readonly TableBlock[];
  readonly words: SheetWords;
  readonly notes?: readonly string[];
}

type Writer = (row: TableRow) => string;
type Column = Sheet['columns'][number] & { readonly write: Writer };

export function tableSheet({ rows }: AblationTable, options: SheetOptions): Sheet {
  const { blocks, words, notes = [] } = options;
  const columns: Column[] = [
    {
      head: words.variant,
      align: 'left',
      write: ({ label, ranked }) => (ranked ? label : `${label} (${words.unranked})`),
    },
    { head: words.seeds, align: 'right', write: (row) => String(finishedRuns(row)) },
    ...options.metrics.flatMap((id) => metricColumns(id, options)),
    ...publishedColumn(rows, options),
  ];
  const titled = (title: string, some: readonly TableRow[]) => ({
    title,
    rows: some.map((row) => columns.map(({ write }) => write(row))),
  });
  const ofBlock = (block: string) =>
    rows.filter(({ standing, changed }) => standing === 'one-block' && changed[0]!.block === block);
  const groups = [
    titled(
      '',
      rows.filter(({ standing }) => standing === 'reference'),
    ),
    ...blocks.map(({ id, label }) => titled(label, ofBlock(id))),
    titled(
      words.several,
      rows.filter(({ standing }) => standing === 'several-blocks'),
    ),
    titled(
      words.forks,
      rows.filter(({ standing }) => standing === 'fork'),
    ),
  ];
  return {
    caption: words.caption,
    columns: columns.map(({ head, align }) => ({ head, align })),
    groups: groups.filter((group) => group.rows.length > 0),
    notes,
  };
}

function finishedRuns({ runs }: TableRow): number {
  return runs.filter(({ result }) => result !== null).length;
}

function metricColumns(id: MetricId, { differences, words }: SheetOptions): Column[] {
  const { short, unit } = metricOf(id);
  const own: Column = {
    head: named(short, unitNames[unit].value),
    align: 'right',
    write: (row) => {
      const cell = row.cells[id];
      return cell ? cellText(cell, { unit, words, usual: finishedRuns(row) }) : '–';
    },
  };
  const difference: Column = {
    head: named(`Δ ${short}`, unitNames[unit].difference),
    align: 'right',
    write: ({ cells }) => differenceText(cells[id]?.difference ?? null, unit),
  };
  return differences ? [own, difference] : [own];
}

function publishedColumn(rows: readonly TableRow[], { published, blocks, words }: SheetOptions): Column[] {
  if (!published) return [];
  const of = ({ runs }: TableRow) =>
    publishedFor(runs[0]!, blocks).find(
      ({ model, data }) => model === published.model && data === published.data,
    );
  const first = rows.flatMap((row) => of(row) ?? [])[0];
  if (!first) return [];
  const write: Writer = (row) => {
    const number = of(row);
    if (!number) return '–';
    const { unit } = metricOf(number.beside[0]!);
    return plusMinus(number.value, number.deviation, unit) + (number.differs ? ' *' : '');
  };
  return [{ head: words.published(first), align: 'right', write }];
}

interface CellWriting {
  readonly unit: Unit;
  readonly words: SheetWords;
  /** seeds behind the row's other numbers: another count is told */
  readonly usual: number;
}

function cellText({ value, deviation, provenance }: Cell, { unit, words, usual }: CellWriting): string {
  const text = Number.isFinite(value) ? plusMinus(value, deviation, unit) : words.notReached;
  return provenance.count === usual ? text : `${text} (${provenance.count})`;
}

function differenceText(difference: Cell['difference'], unit: Unit): string {
  if (!difference || !Number.isFinite(difference.value)) return '–';
  const { value, interval } = difference;
  const text = signed(value, unit);
  return interval ? `${text} [${signed(interval[0], unit)}, ${signed(interval[1], unit)}]` : text;
}

function named(name: string, unit: string): string {
  return unit ? `${name} (${unit})` : name;
}
