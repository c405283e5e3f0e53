import { useEffect, useRef } from 'react';
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
  const buttons = useRef<HTMLDivElement>(null);
  const what = moving?.what ?? null;
  const before = useRef(what);
  const busy = moving !== null;
  // the button that ends it goes with it: who was on it is where they began
  useEffect(() => {
    const ended = what === null ? before.current : null;
    before.current = what;
    if (ended === null || document.activeElement !== document.body) return;
    const [save, bring] = buttons.current?.querySelectorAll('button') ?? [];
    (ended === 'saving' ? save : bring)?.focus({ preventScroll: true });
  }, [what]);
  return (
    <section className={styles.card} aria-labelledby="everything-title">
      <h3 id="everything-title">{text.title}</h3>
      <p className={styles.note}>{text.about}</p>
      <div className={styles.buttons} ref={buttons}>
        <Button aria-disabled={busy} onClick={() => busy || everything.save()}>
          {text.save}
        </Button>
        <Button aria-disabled={busy} onClick={() => busy || input.current?.click()}>
          {text.bring}
        </Button>
      </div>
      {moving && <Progress moving={moving} />}
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
