import { shownRun } from '../../store/selectors';
import { useExplorer } from '../../store/store';
import { useMessages } from '../../ui/use-messages';
import { AccuracyChart } from './accuracy-chart';
import { LossChart } from './loss-chart';
import styles from './panel.module.css';
import { useCourses } from './use-courses';

/** How the runs went: accuracy by epoch, loss by step, one time marker through both. */
export function CurvesPanel() {
  const { curves: text, settings } = useMessages();
  const data = useExplorer((state) => shownRun(state)?.config.data ?? null);
  const seed = useExplorer((state) => shownRun(state)?.config.training.seed ?? 0);
  const testCount = useExplorer((state) => shownRun(state)?.testCount ?? null);
  const count = useCourses().length;
  if (data === null) return null;
  const title = settings.data.titles[data as keyof typeof settings.data.titles] ?? data;
  return (
    <div className={styles.curves}>
      <div className={styles.charts}>
        <AccuracyChart
          caption={[testCount !== null && text.pictures(testCount), text.runs(count), text.seed(seed)]
            .filter(Boolean)
            .join(', ')}
        />
        <LossChart caption={title} />
      </div>
    </div>
  );
}
