import { useState, type DragEvent, type KeyboardEvent } from 'react';
import { useController } from '../../controller/use-controller';
import type { Deck } from '../../data/deck';
import {
  deckLimits,
  emptySlide,
  isFull,
  movedTo,
  withCopy,
  withoutSlide,
  withSlide,
} from '../../store/deck-edit';
import { changeDraft, goToSlide } from '../../store/stage-actions';
import { Button } from '../../ui/controls/button';
import { Icon } from '../../ui/controls/icon';
import { useMessages } from '../../ui/use-messages';
import styles from './editor.module.css';

interface SlideListProps {
  readonly deck: Deck;
  /** id of the slide that is open */
  readonly open: string;
}

/** The slides in their order, which buttons, Alt with an arrow, and dragging change. */
export function SlideList({ deck, open }: SlideListProps) {
  const { lecture: text } = useMessages();
  const { decks } = useController();
  const [moved, setMoved] = useState('');
  const [dragged, setDragged] = useState<string | null>(null);
  const { slides } = deck;
  const at = slides.findIndex(({ id }) => id === open);
  const full = isFull(deck);

  const move = (id: string, to: number) => {
    const next = movedTo(deck, id, to);
    if (next === deck) return;
    changeDraft(() => next);
    const position = next.slides.findIndex((slide) => slide.id === id);
    setMoved(text.editor.moved(next.slides[position]!.title, position + 1, slides.length));
  };
  const put = ({ deck: next, id }: { readonly deck: Deck; readonly id: string }) => {
    changeDraft(() => next);
    goToSlide(id);
  };
  const remove = () => {
    changeDraft((now) => withoutSlide(now, open));
    goToSlide((slides[at + 1] ?? slides[at - 1])!.id);
  };
  const onKeyDown = (event: KeyboardEvent, id: string, position: number) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (by === 0) return;
    event.preventDefault();
    if (event.altKey) return move(id, position + by);
    const next = slides[position + by];
    if (next) focusSlide(event.currentTarget, next.id);
  };
  const onDragOver = (event: DragEvent, to: number) => {
    if (dragged === null) return;
    event.preventDefault();
    if (slides[to]?.id !== dragged) move(dragged, to);
  };

  return (
    <nav className={styles.list} aria-label={text.editor.list}>
      <ol>
        {slides.map(({ id, title, predict, live }, position) => (
          <li
            key={id}
            draggable
            data-dragged={id === dragged || undefined}
            onDragStart={() => setDragged(id)}
            onDragEnd={() => setDragged(null)}
            onDragOver={(event) => onDragOver(event, position)}
          >
            <button
              type="button"
              data-slide={id}
              className={styles.slide}
              aria-current={id === open ? 'true' : undefined}
              aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
              onClick={() => goToSlide(id)}
              onKeyDown={(event) => onKeyDown(event, id, position)}
            >
              <span className={styles.number}>{position + 1}</span>
              <span className={styles.name}>{title}</span>
              {predict && <span title={text.predict.title}>?</span>}
              {live && <Icon name="play" />}
            </button>
          </li>
        ))}
      </ol>
      <div className={styles.moves}>
        <Button
          look="quiet"
          aria-label={text.editor.up}
          disabled={at === 0}
          onClick={() => move(open, at - 1)}
        >
          <Icon name="up" />
        </Button>
        <Button
          look="quiet"
          aria-label={text.editor.down}
          disabled={at === slides.length - 1}
          onClick={() => move(open, at + 1)}
        >
          <Icon name="down" />
        </Button>
        <Button
          look="quiet"
          aria-label={text.editor.copySlide}
          disabled={full}
          onClick={() => put(withCopy(deck, open, text.copyOf))}
        >
          <Icon name="copy" />
        </Button>
        <Button
          look="quiet"
          aria-label={text.editor.removeSlide}
          title={slides.length < 2 ? text.editor.lastSlide : undefined}
          disabled={slides.length < 2}
          onClick={remove}
        >
          <Icon name="trash" />
        </Button>
      </div>
      <div className={styles.adds}>
        <Button
          disabled={full}
          onClick={() => put(withSlide(deck, emptySlide('', text.editor.untitled), open))}
        >
          <Icon name="plus" />
          {text.editor.add}
        </Button>
        <Button disabled={full} title={text.editor.addStateHint} onClick={() => decks.addState()}>
          <Icon name="plus" />
          {text.editor.addState}
        </Button>
      </div>
      <small>{full ? text.editor.full(deckLimits.slides) : text.editor.listHint}</small>
      <p className={styles.unseen} role="status">
        {moved}
      </p>
    </nav>
  );
}

function focusSlide(from: Element, id: string): void {
  const list = from.closest('ol');
  list?.querySelector<HTMLElement>(`[data-slide="${id}"]`)?.focus();
}
