import type { TableRow } from '../../data/ablation-table';
import type { Cell } from '../../data/table-cell';
import type { Column } from '../../store/columns';
import { Facts } from '../../ui/controls/facts';
import { useMessages } from '../../ui/use-messages';
import styles from './figure.module.css';

interface FigureFactsProps {
  readonly row: TableRow;
  readonly metric: Column;
  readonly cell: Cell;
}

/** Everything that can be asked of a number: what it is, what stands behind it, each seed, which device, which source. */
export function FigureFacts({ row, metric, cell }: FigureFactsProps) {
  const { ablation: text, figures, format, translated } = useMessages();
  const { value, deviation, interval, seeds, difference, provenance } = cell;
  const written = (number: number) => figures.value(number, metric.unit);
  const signed = (number: number) => figures.difference(number, metric.unit);
  const range = ([low, high]: readonly [number, number], write: (number: number) => string) =>
    text.facts.range(write(low), write(high));
  const unit = text.units[metric.unit];
  const mixed = provenance.sources.length > 1;
  const whole = Number.isFinite(value)
    ? `${written(value)}${deviation === null ? '' : ` ± ${written(deviation)}`}${unit ? ` ${unit}` : ''}`
    : text.notReached;
  const facts: (readonly [string, string])[] = [
    [text.facts.value, `${whole}, ${text.facts.over[metric.over](provenance.count)}`],
    [text.facts.interval, interval ? range(interval, written) : ''],
    [
      text.facts.difference,
      difference && Number.isFinite(difference.value)
        ? text.facts.differenceOf(signed(difference.value), difference.pairs.length)
        : '',
    ],
    [text.facts.interval, difference?.interval ? range(difference.interval, signed) : ''],
    [text.facts.verdict, difference ? text.verdicts[difference.verdict] : ''],
    [text.facts.devices, provenance.devices.filter(Boolean).join('; ')],
    [text.facts.source, format.list(provenance.sources.map((source) => text.sources[source]))],
  ];
  return (
    <>
      <p className={styles.definition}>{translated(metric.definition)}</p>
      <Facts facts={facts} />
      <table className={styles.seeds}>
        <thead>
          <tr>
            <th scope="col">{text.seedTable.seed}</th>
            <th scope="col">{text.seedTable.value}</th>
            {difference && <th scope="col">{text.seedTable.difference}</th>}
            {mixed && <th scope="col">{text.seedTable.source}</th>}
          </tr>
        </thead>
        <tbody>
          {seeds.map(({ seed, runId, value: one }) => {
            const run = row.runs.find(({ id }) => id === runId);
            const pair = difference?.pairs.find((candidate) => candidate.seed === seed);
            return (
              <tr key={seed}>
                <th scope="row">{seed}</th>
                <td>{Number.isFinite(one) ? written(one) : text.notReached}</td>
                {difference && (
                  <td>{pair && Number.isFinite(pair.value) ? signed(pair.value) : text.none}</td>
                )}
                {mixed && <td>{run ? text.shortSources[run.source] : text.none}</td>}
              </tr>
            );
          })}
        </tbody>
      </table>
      {provenance.count === 1 && metric.over !== 'any' && <p className={styles.single}>{text.single}</p>}
    </>
  );
}
