import type { KnockOutScore } from '../../store/knock-out';
import { useMessages } from '../../ui/use-messages';
import styles from './switched-off.module.css';

/** Held-out accuracy as trained and with the part off, over as many pictures as have been tested so far. */
export function Score({
  score,
  begun,
}: {
  readonly score: KnockOutScore | null;
  /** the worker computes */
  readonly begun: boolean;
}) {
  const { switchedOff: text, format } = useMessages();
  if (!score) return <p className={styles.score}>{begun ? text.counting : ''}</p>;
  const { hits, hitsAsTrained, count, total, step } = score;
  return (
    <dl className={styles.score}>
      <dt>{text.accuracy}</dt>
      <dd>
        {format.percent(hitsAsTrained / count)} % <small>{text.trained}</small>
      </dd>
      <dd className={styles.now}>
        <b>{format.percent(hits / count)} %</b> <small>{text.now}</small>
      </dd>
      <dd>
        <small>
          {text.points(format.points((hits - hitsAsTrained) / count))} · {text.of(count, total, step)}
        </small>
        <progress className={styles.filling} max={total} value={count} aria-label={text.counting} />
      </dd>
    </dl>
  );
}
