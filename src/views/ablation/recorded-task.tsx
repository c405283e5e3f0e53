import type { TableRow } from '../../data/ablation-table';
import { useExplorer } from '../../store/store';
import { useMessages } from '../../ui/use-messages';
import styles from './ablation.module.css';

/** What the recorded runs of the table were made of, in a line; nothing where all was trained here. */
export function RecordedTask({ rows }: { readonly rows: readonly TableRow[] }) {
  const { ablation: text } = useMessages();
  const packed = useExplorer(({ lab }) => lab.packed);
  const runs = rows.flatMap((row) => row.runs.filter(({ source }) => source === 'recorded'));
  const [first] = runs;
  if (!first) return null;
  const { trainLimit, testLimit, batch, patternLearningRate } = first.config.training;
  const seeds = [...new Set(runs.map(({ config }) => config.training.seed))].sort((a, b) => a - b);
  return (
    <p className={styles.caption}>
      {text.recordedTask({
        pictures: trainLimit,
        tests: testLimit,
        batch,
        rate: patternLearningRate,
        seeds,
        device: first.provenance.device,
        packed,
      })}
    </p>
  );
}
