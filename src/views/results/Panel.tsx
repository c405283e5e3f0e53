import type { RunView } from '../../store/run-view';
import { comparableRuns, runTone, shownRun } from '../../store/selectors';
import { useExplorer, useExplorerParts } from '../../store/store';
import { ToneDot } from '../../ui/controls/tone-dot';
import { useMessages } from '../../ui/use-messages';
import styles from './results.module.css';

/** What each run reaches on the test pictures, beside the network without a prompt. */
export function ResultsPanel() {
  const messages = useMessages();
  const { results: text, settings } = messages;
  const runs = useExplorerParts(comparableRuns);
  const shown = useExplorer(shownRun);
  const unprompted = runs.findLast((run) => run.unprompted !== null)?.unprompted?.testAccuracy ?? null;
  if (!shown) {
    return (
      <div className={styles.results}>
        <h2>{text.title}</h2>
        <p className={styles.caption}>{text.empty}</p>
      </div>
    );
  }
  const data =
    settings.data.titles[shown.config.data as keyof typeof settings.data.titles] ?? shown.config.data;
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
  const { results: text, runs: names, format, translated } = useMessages();
  const { last, best, unprompted, parameters, epochs } = run;
  const gain = last && unprompted ? last.testAccuracy - unprompted.testAccuracy : null;
  const unfinished = last !== null && last.epoch < run.config.training.epochs;
  const pace = epochs.at(-1)?.msPerStep;
  return (
    <tr aria-current={current || undefined} className={current ? styles.current : undefined}>
      <th scope="row">
        <ToneDot tone={runTone(run)} /> {translated(run.label)}
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
