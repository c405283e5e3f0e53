import { goTo } from '../../store/actions';
import { Button } from '../../ui/controls/button';
import { useMessages } from '../../ui/use-messages';
import styles from './door.module.css';

/** What a person comes to who has no link: what this is, and where to begin. */
export function DoorPanel() {
  const { door: text } = useMessages();
  return (
    <div className={styles.door}>
      <h2 className={styles.title}>{text.title}</h2>
      <p>{text.what}</p>
      <p className={styles.ways}>
        <Button look="primary" onClick={() => goTo('explore')}>
          {text.explore}
        </Button>
        <Button onClick={() => goTo('compare')}>{text.compare}</Button>
      </p>
    </div>
  );
}
