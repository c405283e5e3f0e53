import { useEffect, useRef } from 'react';
import { useController } from '../../controller/use-controller';
import { Button } from '../../ui/controls/button';
import { Facts } from '../../ui/controls/facts';
import { useMessages } from '../../ui/use-messages';
import { hindranceOf } from '../../store/explorable';
import { useExplorer } from '../../store/store';
import type { ResultDetails, ShownDetails } from '../../worker/results-protocol';
import { differencesOf } from './columns';
import styles from './sweep-results.module.css';

interface DetailsProps {
  readonly details: ShownDetails;
  /** whether the focus goes to its head when it appears */
  readonly reached: boolean;
  onClose(): void;
}

/** Everything that is known of a row, and the way to its pictures where its capsule lies beside. */
export function Details({ details: { shown, runs }, reached, onClose }: DetailsProps) {
  const messages = useMessages();
  const { sweepResults: text, figures, translated } = messages;
  const { published } = shown;
  const [only] = runs;
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (reached) head.current?.focus();
  }, [reached]);
  return (
    <section className={styles.details} aria-labelledby="sweep-results-row">
      <header className={styles.detailsHead}>
        <h3 id="sweep-results-row" ref={head} tabIndex={-1}>
          {[translated(shown.label), shown.data, shown.backbone, text.pixels(shown.side)].join(' · ')}
        </h3>
        <Button look="quiet" onClick={onClose}>
          {text.closeDetails}
        </Button>
      </header>
      {shown.apart.length > 0 && (
        <p className={styles.printedLine}>
          <strong>{text.apart}</strong> {text.settings(shown.apart)}
        </p>
      )}
      {published && (
        <p className={styles.printedLine}>
          <strong>{text.published}</strong> {figures.value(published.value, 'rate')}
          {published.deviation !== null && ` ± ${figures.value(published.deviation, 'rate')}`} % (
          {text.printed(published)})
          {differencesOf(published, messages).map((difference) => ` * ${difference}`)}
        </p>
      )}
      {only && runs.length === 1 ? <OneRun run={only} /> : <Seeds runs={runs} />}
    </section>
  );
}

function OneRun({ run }: { readonly run: ResultDetails }) {
  const { sweepResults: text } = useMessages();
  const { sweepResults } = useController();
  return (
    <>
      {run.hasCapsule ? (
        <>
          <ToExplore run={run} />
          <p className={styles.curves}>
            <Button onClick={() => sweepResults.showCurves(run)}>{text.curves}</Button>
            <span className={styles.quiet}>{run.file === null ? text.curvesHint : text.keepHint}</span>
          </p>
        </>
      ) : (
        <p className={styles.quiet}>{text.noCapsule}</p>
      )}
      <h4>{text.asWritten}</h4>
      <div className={styles.written}>
        <Facts
          facts={Object.entries(run.row).map(([name, value]) => [name, value === null ? '' : String(value)])}
        />
      </div>
    </>
  );
}

/** The way to a run's pictures, or why there is none. */
function ToExplore({ run }: { readonly run: ResultDetails }) {
  const { sweepResults: text } = useMessages();
  const { sweepResults } = useController();
  const { opening } = useExplorer((all) => all.sweepResults);
  const hindrance = useExplorer((all) => hindranceOf(all, run));
  const { data, backbone } = run.row;
  if (hindrance !== null) {
    const names = { 'no-data': data, 'no-network': backbone, 'no-weights': '' };
    return <p className={styles.quiet}>{text.noExplore[hindrance](names[hindrance] ?? '')}</p>;
  }
  return (
    <p className={styles.curves}>
      <Button disabled={opening !== null} onClick={() => sweepResults.openRun(run)}>
        {text.explore}
      </Button>
      <span className={styles.quiet}>{text.exploreHint}</span>
    </p>
  );
}

/** The runs of one configuration, one a line. */
function Seeds({ runs }: { readonly runs: readonly ResultDetails[] }) {
  const { sweepResults: text, figures } = useMessages();
  const repeats = runs.filter(({ isRepeat }) => isRepeat).length;
  const rate = (value: number | null) => (value === null ? '' : figures.value(value, 'rate'));
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div className={styles.seeds} role="region" aria-label={text.behind(runs.length)} tabIndex={0}>
      <table>
        <caption>{text.behind(runs.length)}</caption>
        <thead>
          <tr>
            <th scope="col">{text.seed}</th>
            <th scope="col">{text.last}</th>
            <th scope="col">{text.best}</th>
            <th scope="col">{text.facets.source}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={run.key}>
              <th scope="row">
                {run.row.seed}
                {run.isRepeat && <small> {text.repeat}</small>}
              </th>
              <td>{rate(run.row.last_accuracy)}</td>
              <td>{rate(run.row.best_accuracy)}</td>
              <td>{run.file ?? text.here}</td>
              <td>{run.hasCapsule && <ActionsOfSeed run={run} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {repeats > 0 && <p className={styles.quiet}>{text.repeatsHint(repeats)}</p>}
    </div>
  );
}

function ActionsOfSeed({ run }: { readonly run: ResultDetails }) {
  const { sweepResults: text } = useMessages();
  const { sweepResults } = useController();
  const { opening } = useExplorer((all) => all.sweepResults);
  const hindrance = useExplorer((all) => hindranceOf(all, run));
  const seed = run.row.seed ?? 0;
  return (
    <span className={styles.buttons}>
      {hindrance === null && (
        <Button
          aria-label={text.exploreOfSeed(seed)}
          disabled={opening !== null}
          onClick={() => sweepResults.openRun(run)}
        >
          {text.explore}
        </Button>
      )}
      <Button aria-label={text.curvesOfSeed(seed)} onClick={() => sweepResults.showCurves(run)}>
        {text.curves}
      </Button>
    </span>
  );
}
