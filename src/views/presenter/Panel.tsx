import type { ReactNode } from 'react';
import { useState } from 'react';
import type { Deck } from '../../data/deck';
import { plainWords } from '../../lib/words';
import { slidePosition } from '../../store/lecture';
import { changeStage, goBack, goForward, goToPosition, goToSlide, isHidden } from '../../store/stage-actions';
import { useExplorer } from '../../store/store';
import { Button } from '../../ui/controls/button';
import { Icon } from '../../ui/controls/icon';
import { Words } from '../../ui/formula/words';
import { useMessages } from '../../ui/use-messages';
import styles from './presenter.module.css';

interface PresenterPanelProps {
  readonly deck: Deck;
  readonly slideId: string;
  /** the slide as the audience sees it */
  readonly preview: ReactNode;
  /** the time, which runs */
  readonly clock: ReactNode;
  /** the audience's window is there */
  readonly paired: boolean;
  /** opens the audience's window again */
  reopen(): void;
}

const sizes = [1, 1.25, 1.5, 1.875, 2.25] as const;

/** What the speaker has before them: the slide, the next one, the notes, the time, and every slide to jump to. */
export function PresenterPanel({ deck, slideId, preview, clock, paired, reopen }: PresenterPanelProps) {
  const { lecture } = useMessages();
  const text = lecture.presenter;
  const at = slidePosition(deck, slideId);
  const slide = deck.slides[at]!;
  const next = deck.slides[at + 1];
  const [size, setSize] = useState(1);
  return (
    <div className={styles.presenter}>
      <header className={styles.head}>
        {clock}
        <p className={styles.pairing} data-paired={paired || undefined} role="status">
          {paired ? text.paired : text.alone}
          {!paired && <Button onClick={reopen}>{text.reopen}</Button>}
        </p>
      </header>
      <section className={styles.now} aria-label={text.now}>
        <h2>
          {text.now}{' '}
          <span className={styles.count}>{lecture.stage.progress(at + 1, deck.slides.length)}</span>
        </h2>
        {preview}
        <Turning first={at === 0} last={next === undefined} />
      </section>
      <section className={styles.notes} aria-label={text.notes}>
        <h2>
          {text.notes}
          <span className={styles.sizes}>
            <Button
              look="quiet"
              aria-label={text.smaller}
              disabled={size === 0}
              onClick={() => setSize(size - 1)}
            >
              A−
            </Button>
            <Button
              look="quiet"
              aria-label={text.larger}
              disabled={size === sizes.length - 1}
              onClick={() => setSize(size + 1)}
            >
              A+
            </Button>
          </span>
        </h2>
        <div
          className={styles.written}
          style={{ fontSize: `${sizes[size]}rem` }}
          lang={deck.language}
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
          tabIndex={0}
        >
          {slide.notes === '' ? <p className={styles.quiet}>{text.noNotes}</p> : <Words text={slide.notes} />}
        </div>
      </section>
      <section className={styles.next} aria-label={text.next}>
        <h2>{text.next}</h2>
        {next ? (
          <div lang={deck.language}>
            <h3>{next.title}</h3>
            <p>{next.predict ? next.predict.question : plainWords(next.words)}</p>
          </div>
        ) : (
          <p className={styles.quiet}>{text.last}</p>
        )}
      </section>
      <nav className={styles.slides} aria-label={text.slides}>
        <h2>{text.slides}</h2>
        <ol lang={deck.language}>
          {deck.slides.map(({ id, title }, i) => (
            <li key={id}>
              <button
                type="button"
                aria-current={id === slide.id ? 'step' : undefined}
                onClick={() => goToSlide(id)}
              >
                <span>{i + 1}</span> {title}
              </button>
            </li>
          ))}
        </ol>
      </nav>
    </div>
  );
}

function Turning({ first, last }: { readonly first: boolean; readonly last: boolean }) {
  const { stage: text } = useMessages().lecture;
  const hidden = useExplorer(isHidden);
  const blank = useExplorer(({ lecture }) => lecture.stage?.blank ?? false);
  return (
    <div className={styles.turning}>
      <Button disabled={first} onClick={goBack}>
        <Icon name="left" />
        {text.back}
      </Button>
      <Button look="primary" disabled={last && !hidden} onClick={goForward}>
        {hidden ? text.reveal : text.forward}
        <Icon name="right" />
      </Button>
      <Button aria-pressed={blank} onClick={() => changeStage({ blank: !blank })}>
        {text.blank}
      </Button>
      <Button look="quiet" onClick={() => goToPosition(0)}>
        {text.first}
      </Button>
    </div>
  );
}
