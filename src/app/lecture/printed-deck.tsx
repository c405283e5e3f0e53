import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { useExplorer } from '../../store/store';
import { Formula } from '../../ui/formula/formula';
import { Words } from '../../ui/formula/words';
import { useMessages } from '../../ui/use-messages';
import styles from './printed-deck.module.css';

/** The open deck on paper: a page for each slide with its words, formulae and question, and the notes below. */
export function PrintedDeck() {
  const { lecture: text } = useMessages();
  const draft = useExplorer(({ lecture }) => lecture.draft);
  const printing = usePrinting();
  if (!draft || !printing) return null;
  const { deck } = draft;
  return (
    <div className={styles.deck} lang={deck.language}>
      {deck.slides.map(({ id, title, words, formulae, predict, notes }, i) => (
        <article key={id} className={styles.page}>
          <p className={styles.number}>
            {deck.title} · {text.stage.progress(i + 1, deck.slides.length)}
          </p>
          <h2>{title}</h2>
          {words !== '' && <Words text={words} />}
          {formulae.map((tex, n) => (
            <Formula key={n} tex={tex} />
          ))}
          {predict && <p className={styles.question}>{predict.question}</p>}
          {notes !== '' && (
            <section className={styles.notes}>
              <h3>{text.editor.notes}</h3>
              <Words text={notes} />
            </section>
          )}
        </article>
      ))}
    </div>
  );
}

/** Whether the page is on its way to a printer: only then are all slides drawn. */
function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    // the browser takes its picture as soon as this returns
    const before = () => flushSync(() => setPrinting(true));
    const after = () => setPrinting(false);
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    return () => {
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
    };
  }, []);
  return printing;
}
