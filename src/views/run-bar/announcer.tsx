import { useEffect, useState } from 'react';
import { explorer } from '../../store/store';
import { useMessages } from '../../ui/use-messages';
import { announcement } from './announcement';
import styles from './run-bar.module.css';

/** Says in a live region what a person who looks sees by the way: a beginning, each epoch, an end. */
export function Announcer() {
  const messages = useMessages();
  const [sentence, setSentence] = useState('');
  useEffect(
    () =>
      explorer.subscribe((state, before) => {
        const said = announcement(state, before, messages);
        if (said) setSentence(said);
      }),
    [messages],
  );
  return (
    <div className={styles.announcer} role="status">
      {sentence}
    </div>
  );
}
