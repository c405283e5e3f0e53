import { useCallback, useEffect, useRef, useState } from 'react';
import { lookAtSection } from '../store/actions';
import { shownRun } from '../store/selectors';
import { useExplorer, type ExplorerState } from '../store/store';
import { Arriving } from '../ui/arriving';
import { lazyPart } from '../ui/lazy-part';
import { useMessages } from '../ui/use-messages';
import styles from './survey.module.css';

const Survey = lazyPart(async () => (await import('./survey')).Survey);

const place = 'all-test-pictures';
const testCount = (state: ExplorerState) => shownRun(state)?.testCount ?? null;

/** Everything about all test pictures, below the bench: nothing of it is loaded before somebody comes near. */
export function SurveySection() {
  const { openers: text } = useMessages();
  const section = useRef<HTMLElement>(null);
  const count = useExplorer(testCount);
  const ledHere = useExplorer(({ view }) => view.at === 'survey');
  const [near, setNear] = useState(ledHere);
  const ready = useExplorer(({ recorded }) => recorded !== 'loading');
  useEffect(() => {
    if (near || !section.current) return;
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && setNear(true),
      // at the window's edge it is seen, but nobody has come for it
      { rootMargin: '0px 0px -20% 0px' },
    );
    observer.observe(section.current);
    return () => observer.disconnect();
  }, [near]);
  // a link that leads here: once, and again when what stands above has come
  const led = useRef(ledHere);
  useEffect(() => {
    if (led.current) section.current?.scrollIntoView();
  }, [ready]);
  const back = useCallback(() => lookAtSection(null), []);
  return (
    <section ref={section} id={place} className={styles.section} aria-labelledby={`${place}-title`}>
      <header className={styles.head}>
        <h2 id={`${place}-title`} tabIndex={-1}>
          {text.all(count)}
        </h2>
        <a className={styles.jump} href="#pictures" onClick={back}>
          {text.back} ↑
        </a>
      </header>
      {near || ledHere ? (
        <Arriving
          name={text.all(count)}
          waiting={<p className={`${styles.opening} ${styles.room}`}>{text.openingAll}</p>}
        >
          <Survey />
        </Arriving>
      ) : (
        <div className={styles.room} />
      )}
    </section>
  );
}

/** So that nobody misses what lies below. */
export function SurveyJump() {
  const { openers: text } = useMessages();
  const count = useExplorer(testCount);
  return (
    <a className={styles.onward} href={`#${place}`} onClick={() => lookAtSection('survey')}>
      {text.all(count)} ↓
    </a>
  );
}
