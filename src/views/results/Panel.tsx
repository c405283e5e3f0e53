import type { RunView } from '../../store/run-view';
import { besideRun, comparableRuns, shownRun, sideTone } from '../../store/selectors';
import { useExplorer, useExplorerParts } from '../../store/store';
import { ToneDot } from '../../ui/controls/tone-dot';
import { useDataTitle } from '../../trace/data-title';
import { useMessages } from '../../ui/use-messages';
import styles from './results.module.css';

/** What each run reaches on the test pictures, beside the network without a prompt. */
export function ResultsPanel() {
  const messages = useMessages();
  const { results: text } = messages;
  const titleOf = useDataTitle();
  const runs = useExplorerParts(comparableRuns);
  const shown = useExplorer(shownRun);
  const pinned = useExplorer(besideRun);
  const unprompted = runs.findLast((run) => run.unprompted !== null)?.unprompted?.testAccuracy ?? null;
  if (!shown) {
    return (
      <div className={styles.results}>
        <h2>{text.title}</h2>
        <p className={styles.caption}>{text.empty}</p>
      </div>
    );
  }
  const data = titleOf(shown.config.data);
  const measured = runs.some(({ last }) => last !== null);
  return (
    <div className={styles.results}>
      <h2 id="results-title">{text.title}</h2>
      <p className={styles.caption}>{text.caption(data, shown.testCount)}</p>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <div className={styles.scroll} role="region" aria-labelledby="results-title" tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{text.run}</th>
              <th scope="col">
                <abbr title={text.lastHint}>{text.last}</abbr>
              </th>
              <th scope="col">
                <abbr title={text.gainHint}>{text.gain}</abbr>
              </th>
              <th scope="col">
                <abbr title={text.bestHint}>{text.best}</abbr>
              </th>
            </tr>
          </thead>
          <tbody>
            {runs.map((run) => (
              <RunRow key={run.id} run={run} current={run.id === shown.id} />
            ))}
            {pinned && <DifferenceRow a={shown} b={pinned} />}
            {unprompted !== null && (
              <tr className={styles.quiet}>
                <th scope="row">
                  <ToneDot tone="muted" /> <abbr title={text.unpromptedHint}>{text.unprompted}</abbr>
                </th>
                <td>{messages.format.percent(unprompted)}</td>
                <td>{text.none}</td>
                <td>{text.none}</td>
              </tr>
            )}
          </tbody>
        </table>
      </div>
      <p className={styles.foot}>{measured ? text.seeds : text.empty}</p>
    </div>
  );
}

function RunRow({ run, current }: { readonly run: RunView; readonly current: boolean }) {
  const { results: text, runs: names, pair, format, translated } = useMessages();
  const tone = useExplorer((state) => sideTone(state, run));
  const paired = useExplorer((state) => besideRun(state) !== null);
  const sign = paired && (current ? pair.signs.a : pair.signs.b);
  const { last, best, unprompted, parameters, epochs } = run;
  const gain = last && unprompted ? last.testAccuracy - unprompted.testAccuracy : null;
  const unfinished = last !== null && last.epoch < run.config.training.epochs;
  const pace = epochs.at(-1)?.msPerStep;
  return (
    <tr aria-current={current || undefined} className={current ? styles.current : undefined}>
      <th scope="row">
        {sign ? (
          <b className={styles.sign} data-tone={tone}>
            {sign}
          </b>
        ) : (
          <ToneDot tone={tone} />
        )}{' '}
        {translated(run.label)}
        <small className={styles.cost} title={text.costHint}>
          {[
            names[run.origin],
            parameters && text.trained(parameters.total),
            pace !== undefined && text.pace(pace),
          ]
            .filter(Boolean)
            .join(' · ')}
        </small>
      </th>
      <td>
        {last ? format.percent(last.testAccuracy) : text.none}
        {unfinished && <small> {text.atEpoch(last.epoch)}</small>}
      </td>
      <td className={styles.gain}>{gain === null ? text.none : format.points(gain)}</td>
      <td>{best ? format.percent(best.testAccuracy) : text.none}</td>
    </tr>
  );
}

/** What B reaches more than A, both after their last epoch. One run each: no spread stands behind it. */
function DifferenceRow({ a, b }: { readonly a: RunView; readonly b: RunView }) {
  const { results: text, pair, format } = useMessages();
  const comparable = a.config.data === b.config.data && a.testCount === b.testCount;
  const between = (one: number | undefined, other: number | undefined) =>
    comparable && one !== undefined && other !== undefined ? format.points(other - one) : text.none;
  return (
    <tr className={styles.difference}>
      <th scope="row">
        <abbr title={text.differenceHint}>{pair.signs.difference}</abbr>
        {a.config.training.seed !== b.config.training.seed && (
          <small className={styles.cost}>{text.otherSeed}</small>
        )}
      </th>
      <td>{between(a.last?.testAccuracy, b.last?.testAccuracy)}</td>
      <td>{text.none}</td>
      <td>{between(a.best?.testAccuracy, b.best?.testAccuracy)}</td>
    </tr>
  );
}
