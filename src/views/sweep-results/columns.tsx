import type { ReactNode } from 'react';
import { everyMetric } from '../../store/columns';
import type { Metric, MetricId } from '../../data/metrics';
import type { FacetId, ResultSort } from '../../data/results/result-query';
import type { Messages } from '../../messages/messages';
import type { ShownNumber, ShownResult, ShownView } from '../../worker/results-protocol';
import styles from './sweep-results.module.css';

export interface ShownColumn {
  readonly id: ResultSort | 'difference' | 'apart';
  readonly head: string;
  /** in full, for those who hear it or point at it */
  readonly name: string;
  readonly unit: string;
  readonly align: 'start' | 'end';
  /** rem */
  readonly width: number;
  readonly cell: (row: ShownResult) => ReactNode;
}

interface Shown {
  readonly view: ShownView;
  readonly numbers: 'usual' | 'every';
  readonly messages: Messages;
}

/** Of what a sweep measures, what most look for first. */
const usual: readonly MetricId[] = [
  'last-accuracy',
  'best-accuracy',
  'clean-loss',
  'approximation-cross-entropy',
  'approximation-zero-one',
  'total-parameters',
  'step-time',
  'throughput',
];

/** What the table has to say of its rows; a number that no run has is left out. */
export function shownColumns(shown: Shown): readonly ShownColumn[] {
  const { view, messages } = shown;
  const { sweepResults: text, translated } = messages;
  const { grouped } = view.query;
  const plain = (column: Omit<ShownColumn, 'unit' | 'name'> & { readonly name?: string }): ShownColumn => ({
    name: column.head,
    unit: '',
    ...column,
  });
  const words = (id: 'data' | 'backbone' | 'mapping' | 'schedule', width: number): ShownColumn =>
    plain({ id, head: text.facets[id].toLowerCase(), align: 'start', width, cell: (row) => row[id] });
  // what is the same in all rows is said once, above them
  const differing = (column: ShownColumn): ShownColumn[] =>
    view.facets[column.id as FacetId].length > 1 ? [column] : [];
  return [
    plain({
      id: 'variant',
      head: text.variant,
      align: 'start',
      width: 12,
      cell: ({ label }) => translated(label),
    }),
    words('data', 8.5),
    words('backbone', 9),
    ...differing(words('mapping', 5.5)),
    ...differing(
      plain({
        ...{ id: 'side', head: text.facets.side.toLowerCase(), align: 'end', width: 5 },
        cell: ({ side }) => text.pixels(side),
      }),
    ),
    ...differing(words('schedule', 7)),
    ...differing(
      plain({
        ...{ id: 'epochs', head: text.facets.epochs.toLowerCase(), align: 'end', width: 4.5 },
        cell: ({ epochs }) => messages.format.count(epochs),
      }),
    ),
    ...(view.anyApart
      ? [
          plain({
            ...{ id: 'apart', head: text.apart, name: text.apartHint, align: 'start', width: 12 },
            cell: (row) => text.settings(row.apart),
          }),
        ]
      : []),
    grouped
      ? plain({
          ...{ id: 'n', head: text.seeds, name: text.seedsHint, align: 'end', width: 4.5 },
          cell: ({ seeds, repeats }) =>
            repeats === 0 ? (
              messages.format.count(seeds)
            ) : (
              <span title={text.repeatsHint(repeats)}>{text.countOf(seeds, seeds + repeats)}</span>
            ),
        })
      : plain({
          ...{ id: 'seed', head: text.seed, align: 'end', width: 4 },
          cell: ({ seed }) => (seed === null ? '' : String(seed)),
        }),
    ...numberColumns(shown).flatMap((column) =>
      column.id === 'last-accuracy' ? [column, ...besideAccuracy(shown)] : [column],
    ),
    ...differing(
      plain({
        ...{ id: 'source', head: text.facets.source.toLowerCase(), align: 'start', width: 12 },
        cell: ({ sources }) => sources.map((file) => file ?? text.here).join(', '),
      }),
    ),
  ];
}

/** What an accuracy is read against stands beside it. */
function besideAccuracy({ view, messages }: Shown): ShownColumn[] {
  return [
    ...(view.query.grouped ? [differenceColumn(messages)] : []),
    ...(view.anyPublished ? [publishedColumn(messages)] : []),
  ];
}

function numberColumns({ view, numbers, messages }: Shown): ShownColumn[] {
  const { ablation, figures, sweepResults: text, translated } = messages;
  const wanted = view.metrics.filter((id) => numbers === 'every' || usual.includes(id));
  return wanted.map((id) => {
    const metric = everyMetric.find((one) => one.id === id)!;
    const write = (value: number) => figures.value(value, metric.unit);
    return {
      id,
      head: translated(metric.short),
      name: translated(metric.label),
      unit: ablation.units[metric.unit],
      align: 'end',
      width: view.query.grouped && metric.over === 'mean' ? 9.5 : roomFor(metric),
      cell: (row) => {
        const number = row.numbers[id];
        if (!number) return null;
        const infinite = id === 'steps-to-target' ? text.notReached : text.leftNumbers;
        return (
          <>
            <Figure number={number} write={write} infinite={infinite} text={text} />
            {partOf(number, row, text)}
          </>
        );
      },
    };
  });
}

/** rem, for its name and unit in small type */
function roomFor({ short, unit }: Pick<Metric, 'short' | 'unit'>): number {
  return Math.max(5.5, 2 + 0.42 * (short.length + unit.length));
}

function differenceColumn({ sweepResults: text, figures, ablation }: Messages): ShownColumn {
  const write = (value: number) => figures.difference(value, 'rate');
  return {
    id: 'difference',
    head: text.difference,
    name: text.differenceHint,
    unit: ablation.pointUnits.rate,
    align: 'end',
    width: 10.5,
    cell: ({ difference }) => {
      if (difference === null) return null;
      if (difference === 'no-reference') {
        return (
          <span className={styles.printed} title={text.noReferenceHint}>
            {text.noReference}
          </span>
        );
      }
      return (
        <span data-verdict={difference.verdict}>
          <Figure number={difference} write={write} infinite={text.leftNumbers} text={text} />
          <span className={styles.unseen}>, {ablation.verdicts[difference.verdict]}</span>
        </span>
      );
    },
  };
}

function publishedColumn(messages: Messages): ShownColumn {
  const { sweepResults: text, figures } = messages;
  return {
    id: 'published',
    head: text.published,
    name: text.publishedHint,
    unit: '%',
    align: 'end',
    width: 7,
    cell: ({ published }) => {
      if (!published) return null;
      const { value, deviation } = published;
      const differs = differencesOf(published, messages);
      return (
        <i className={styles.printed} title={[text.printed(published), ...differs].join('\n')}>
          {figures.value(value, 'rate')}
          {deviation !== null && <small> ± {figures.value(deviation, 'rate')}</small>}
          {differs.length > 0 && ' *'}
        </i>
      );
    },
  };
}

/** In what a run differs from what the paper did for the figure beside it. */
export function differencesOf(
  { differs, otherwise }: NonNullable<ShownResult['published']>,
  { sweepResults: text, translated }: Messages,
): readonly string[] {
  return [...(differs ? [translated(differs)] : []), ...otherwise.map((one) => text.otherwise(one))];
}

/** What a number is where it is no mean over all runs of its row. */
function partOf({ is, count }: ShownNumber, { seeds }: ShownResult, text: Messages['sweepResults']) {
  if (is === 'least' && count > 1) return <small title={text.leastHint}> {text.leastOf(count)}</small>;
  if (count < seeds) return <small title={text.ofHint}> {text.countOf(count, seeds)}</small>;
  return null;
}

interface FigureProps {
  readonly number: Pick<ShownNumber, 'value' | 'interval'>;
  readonly write: (value: number) => string;
  /** in words, what is no number */
  readonly infinite: string;
  readonly text: Messages['sweepResults'];
}

function Figure({ number: { value, interval }, write, infinite, text }: FigureProps) {
  if (!Number.isFinite(value)) return <>{infinite}</>;
  return (
    <>
      {write(value)}
      {interval && <small> {text.interval(write(interval[0]), write(interval[1]))}</small>}
    </>
  );
}

/** What stands in no column because it is the same in all rows, in words. */
export function commonFacts({ facets }: ShownView, { sweepResults: text }: Messages): readonly string[] {
  const said = (id: 'mapping' | 'side' | 'schedule' | 'epochs') => {
    const [only, ...others] = facets[id];
    if (!only || only.value === '' || others.length > 0) return [];
    const value = id === 'side' ? text.pixels(Number(only.value)) : only.value;
    return [`${text.facets[id].toLowerCase()} ${value}`];
  };
  return (['mapping', 'side', 'schedule', 'epochs'] as const).flatMap(said);
}
