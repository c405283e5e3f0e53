import { group } from 'd3-array';
import { Fragment } from 'react';
import type { Block, Variant } from '../../core/ablation/block';
import { blocks } from '../../core/ablation/registry';
import type { TableRow } from '../../data/ablation-table';
import type { PublishedNumber } from '../../data/published';
import { compareRuns, pin } from '../../store/actions';
import type { Column } from '../../store/columns';
import { besideReference } from '../../store/pair';
import { useExplorer, useExplorerParts } from '../../store/store';
import { fullTable } from '../../store/table';
import { Icon } from '../../ui/controls/icon';
import { useMessages } from '../../ui/use-messages';
import styles from './ablation.module.css';
import { Effect, type EffectScale } from './effect';
import { Figure } from './figure';
import { PublishedFigure } from './published-figure';

interface VariantRowProps {
  readonly row: TableRow;
  readonly metrics: readonly Column[];
  readonly effect: EffectScale | null;
  /** `none`: the paper prints nothing for it; null = no such column */
  readonly published: PublishedNumber | 'none' | null;
  readonly chosen: boolean;
  onChoose(): void;
}

/** One variant with all its numbers. */
export function VariantRow({ row, metrics, effect, published, chosen, onChoose }: VariantRowProps) {
  const { ablation: text, format } = useMessages();
  const finished = row.runs.filter(({ result }) => result !== null).length;
  return (
    <tr data-standing={row.standing} data-quiet={!row.ranked || undefined}>
      <td className={styles.pick}>
        <label data-control>
          <input type="checkbox" checked={chosen} aria-label={text.show(row.label)} onChange={onChoose} />
        </label>
      </td>
      <th scope="row" className={styles.name}>
        <span className={styles.named}>
          <VariantName row={row} />
          <PutBeside row={row} />
        </span>
      </th>
      <td className={styles.count}>{finished > 0 ? format.count(finished) : text.none}</td>
      {metrics.map((metric, i) => (
        <Fragment key={metric.id}>
          <td>
            <Figure row={row} metric={metric} />
          </td>
          {i === 0 && effect && (
            <td className={styles.effect}>
              <Effect cell={row.cells[effect.metric.id]} {...effect} />
            </td>
          )}
        </Fragment>
      ))}
      {published && (
        <td className={styles.published}>
          {published === 'none' ? text.none : <PublishedFigure row={row} number={published} />}
        </td>
      )}
    </tr>
  );
}

/** Puts a run of this variant beside the reference's of the same seed; again: takes it away. */
function PutBeside({ row }: { readonly row: TableRow }) {
  const { pair: text, translated } = useMessages();
  const ids = useExplorerParts((state) => besideReference(state, row) ?? []);
  const reference = useExplorer((state) => fullTable(state)?.rows.find(isReference)?.label ?? '');
  const beside = useExplorer(({ view }) => (view.beside?.what === 'run' ? view.beside.runId : null));
  const [a, b] = ids;
  if (a === undefined || b === undefined) return null;
  const pinned = row.runs.some(({ id }) => id === beside);
  const label = translated(row.label);
  const name = pinned ? text.pin.unpinRun(label) : text.pin.besideReference(label, translated(reference));
  return (
    <button
      type="button"
      className={styles.beside}
      aria-pressed={pinned}
      aria-label={name}
      title={name}
      onClick={() => (pinned ? pin(null) : compareRuns(a, b, null))}
    >
      <Icon name="beside" />
    </button>
  );
}

const isReference = ({ standing }: TableRow) => standing === 'reference';

function VariantName({ row }: { readonly row: TableRow }) {
  const { ablation: text, translated } = useMessages();
  const { changed, label, ranked, standing } = row;
  const [choice] = changed;
  const variant: Variant | undefined =
    standing === 'one-block' && choice
      ? (blocks as readonly Block[])
          .find(({ id }) => id === choice.block)
          ?.variants.find(({ id }) => id === choice.variant)
      : undefined;
  const role = variant?.role === 'control' || variant?.role === 'demonstration' ? variant.role : null;
  const training = row.runs.some(({ result }) => result === null);
  const sources = countsOf(row);
  const same = variant?.changesNothing?.(row.runs[0]!.config.method) ?? null;
  return (
    <span title={variant && translated(variant.definition)}>
      {translated(standing === 'one-block' ? (variant?.label ?? label) : label)}
      {role && <small>{ranked ? text.roles[role] : text.unranked}</small>}
      {same && <small title={translated(same)}>{text.identical}</small>}
      {sources.length > 1 && (
        <small>
          {text.sourceCounts(
            sources.map(({ source, count }) => ({ source: text.shortSources[source], count })),
          )}
        </small>
      )}
      {training && <small className={styles.training}>{text.running}</small>}
    </span>
  );
}

/** Where the row's runs come from: what was trained here never stands among recorded ones unsaid. */
function countsOf({ runs }: TableRow) {
  return Array.from(
    group(runs, ({ source }) => source),
    ([source, some]) => ({ source, count: some.length }),
  );
}
