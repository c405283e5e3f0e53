import { isPaired, shownPair } from '../../store/pair';
import { shownRun } from '../../store/selectors';
import { useExplorer } from '../../store/store';
import { useMessages } from '../../ui/use-messages';
import { PairView } from './pair-view';
import styles from './pair.module.css';

/** A | B: what is on screen and what is pinned beside it, stage by stage, under one probe and in one range. */
export function PairPanel() {
  const { pair: text } = useMessages();
  const pair = useExplorer(shownPair);
  const paired = useExplorer(isPaired);
  const anything = useExplorer((state) => shownRun(state) !== null);
  return (
    <section className={styles.panel} aria-label={text.title}>
      {pair ? (
        <PairView pair={pair} />
      ) : (
        <p className={styles.empty} role="status">
          {paired ? text.none.coming : anything ? text.none.hint : text.none.a}
        </p>
      )}
    </section>
  );
}
