import { useRef } from 'react';
import { useController } from '../../controller/use-controller';
import type { Moving } from '../../store/keeping';
import { useExplorer } from '../../store/store';
import { Button } from '../../ui/controls/button';
import { FileInput } from '../../ui/controls/file-input';
import { useMessages } from '../../ui/use-messages';
import styles from './storage.module.css';

/** All that a person made here, as one file and back: for another computer, and against this one's end. */
export function Everything() {
  const { storage } = useMessages();
  const { everything: text } = storage;
  const { everything } = useController();
  const { moving, moved } = useExplorer(({ keeping }) => keeping);
  const input = useRef<HTMLInputElement>(null);
  return (
    <section className={styles.card} aria-labelledby="everything-title">
      <h3 id="everything-title">{text.title}</h3>
      <p className={styles.note}>{text.about}</p>
      {moving ? (
        <Progress moving={moving} />
      ) : (
        <div className={styles.buttons}>
          <Button onClick={() => everything.save()}>{text.save}</Button>
          <Button onClick={() => input.current?.click()}>{text.bring}</Button>
        </div>
      )}
      <FileInput
        ref={input}
        label={text.bring}
        accept=".zip"
        onFiles={([file]) => file && everything.bring(file)}
      />
      <ul className={styles.said} aria-live="polite">
        {moved.map(({ tone, text: sentence }, i) => (
          <li key={i} className={tone === 'bad' ? styles.problem : undefined}>
            {sentence}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Progress({ moving: { what, done, total } }: { readonly moving: Moving }) {
  const { storage } = useMessages();
  const { everything } = useController();
  return (
    <div className={styles.progress}>
      <progress aria-label={storage.everything[what]} value={done} max={total} />
      <span>{storage.everything[what]}</span>
      <Button onClick={() => everything.end()}>{storage.end}</Button>
    </div>
  );
}
