import { comparableRuns, shownRun } from '../../store/selectors';
import { useExplorer, type ExplorerState } from '../../store/store';
import { useDataTitle } from '../../trace/data-title';
import { useMessages } from '../../ui/use-messages';
import { AccuracyChart } from './accuracy-chart';
import { LossChart } from './loss-chart';
import styles from './panel.module.css';

const seedCount = (state: ExplorerState) =>
  new Set(comparableRuns(state).map(({ config }) => config.training.seed)).size;

/** How the runs went: accuracy by epoch, loss by step, one time marker through both. */
export function CurvesPanel() {
  return (
    <div className={styles.curves}>
      <div className={styles.charts}>
        <Accuracy />
        <LossChart />
      </div>
    </div>
  );
}

/** The accuracies alone. */
export function AccuracyPanel() {
  return (
    <div className={styles.alone}>
      <Accuracy />
    </div>
  );
}

/** The losses alone. */
export function LossPanel() {
  return (
    <div className={styles.alone}>
      <LossChart />
    </div>
  );
}

/** The accuracies, with what they were measured on. */
function Accuracy() {
  const { curves: text } = useMessages();
  const titleOf = useDataTitle();
  const data = useExplorer((state) => shownRun(state)?.config.data ?? null);
  const testCount = useExplorer((state) => shownRun(state)?.testCount ?? null);
  const seeds = useExplorer(seedCount);
  const title = data === null ? null : titleOf(data);
  const caption =
    title === null ? text.accuracyOf : `${text.accuracyUnit(title, testCount)}, ${text.seeds(seeds)}`;
  return <AccuracyChart caption={caption} />;
}
