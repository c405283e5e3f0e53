import { chooseTurned } from '../../store/actions';
import type { Turn } from '../../store/pair';
import { turnedIds, type TurnedId } from '../../store/view';
import { Segments } from '../../ui/controls/segments';
import { useMessages } from '../../ui/use-messages';
import styles from './turned.module.css';

interface TurnedProps {
  readonly turns: ReadonlyMap<string, Turn>;
  readonly turned: TurnedId;
}

/** How the answers of the two runs part, and which of the pictures are to be seen. */
export function Turned({ turns, turned }: TurnedProps) {
  const { samples: text } = useMessages();
  const count = (turn: Turn) => [...turns.values()].filter((one) => one === turn).length;
  const counts = {
    all: turns.size,
    first: turns.size,
    'a-right': count('a-right'),
    'b-right': count('b-right'),
  };
  return (
    <div className={styles.turned}>
      <Segments
        label={text.turned.label}
        value={turned}
        options={turnedIds.map((value) => ({
          value,
          label: text.turned.options[value](counts[value]),
          hint: text.turned.hints[value],
        }))}
        onChange={(next) => chooseTurned(next)}
      />
      <p className={styles.sum}>{text.turned.sum(count('both-right'), count('both-wrong'))}</p>
    </div>
  );
}
