import { obstacles, type Pair, type Side } from '../../store/pair';
import { useMessages } from '../../ui/use-messages';
import { useSampleName } from './sample-name';
import styles from './pair.module.css';

/** Which run, picture and step stand in each row. */
export function SideNames({ pair }: { readonly pair: Pair }) {
  const { what, a, b } = pair;
  const { pair: text } = useMessages();
  return (
    <div className={styles.names}>
      <span className={styles.corner} />
      <SideName sign="a" side={a} what={what} />
      <SideName sign="b" side={b} what={what} />
      {obstacles(pair).length === 0 && (
        <p className={styles.side} data-side="difference">
          <b>{text.signs.difference}</b>
          <small>{text.differenceNote}</small>
        </p>
      )}
    </div>
  );
}

interface SideNameProps {
  readonly sign: 'a' | 'b';
  readonly side: Side;
  readonly what: Pair['what'];
}

function SideName({ sign, side, what }: SideNameProps) {
  const { pair: text, runs, translated } = useMessages();
  const { run, snapshot, sampleId } = side;
  const named = useSampleName();
  return (
    <p className={styles.side} data-side={sign}>
      <b>{text.signs[sign]}</b>
      <strong>{what === 'run' ? translated(run.label) : named(side, sampleId)}</strong>
      {what === 'run' && (
        <small>
          {runs[run.origin]}, {runs.seed(run.config.training.seed)}
        </small>
      )}
      <small>{text.step(snapshot.step)}</small>
    </p>
  );
}
