import { useController } from '../../controller/use-controller';
import { shownRun } from '../../store/selectors';
import { useExplorer } from '../../store/store';
import { Button } from '../../ui/controls/button';
import { Icon } from '../../ui/controls/icon';
import { useMessages } from '../../ui/use-messages';
import styles from './empty-bench.module.css';
import benchStyles from './bench-view.module.css';
import maskStyles from './mask-stage.module.css';
import { Operator, Stage } from './stage';

/** The bench before there is anything on it: the equation with empty places, and what fills them. */
export function EmptyBench() {
  const { pipeline: text } = useMessages();
  return (
    <article className={`${benchStyles.bench} ${styles.bench}`}>
      <Stage place="resized" symbol="r(x)" note={text.empty.resized} value={<Figures />}>
        <Blank />
      </Stage>
      <Operator place="plus">+</Operator>
      <Stage place="pattern" sign="+" symbol="δ" note={text.pattern.notes.all} value={<Figures />}>
        <Blank />
      </Stage>
      <Operator place="times">⊙</Operator>
      <Stage place="mask" sign="⊙" symbol="m(x)" note={text.empty.mask} value={<Figures />}>
        <div className={maskStyles.masks}>
          <Blank />
          <Blank />
          <Blank />
        </div>
      </Stage>
      <Operator place="equals">=</Operator>
      <Stage place="prompted" sign="=" symbol="x̃" note={text.prompted.note} value={<Figures />}>
        <Blank />
      </Stage>
      <Operator place="arrow">→</Operator>
      <Stage place="product" look="card" symbol="δ ⊙ m(x)" note={text.product.note}>
        <Blank />
      </Stage>
      <div className={`${benchStyles.answers} ${styles.answers}`} />
      <div className={styles.words}>
        <Words />
      </div>
    </article>
  );
}

/** What is being waited for, or the one thing to do. */
function Words() {
  const controller = useController();
  const { pipeline: text, runBar } = useMessages();
  const recorded = useExplorer((state) => state.recorded);
  const begun = useExplorer((state) => shownRun(state) !== null);
  if (begun) return <p>{text.empty.starting}</p>;
  if (recorded === 'loading') return <p>{text.empty.loading}</p>;
  return (
    <>
      <p>{text.empty.none}</p>
      <Button look="primary" onClick={() => controller.play()}>
        <Icon name="play" />
        {runBar.play}
      </Button>
    </>
  );
}

function Blank() {
  return <span className={styles.blank} />;
}

/** The two lines that stand under every picture. */
function Figures() {
  return <span className={styles.figures} />;
}
