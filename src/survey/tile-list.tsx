import { useState, type KeyboardEvent } from 'react';
import type { PictureSheets } from '../data/picture-sheets';
import { Button } from '../ui/controls/button';
import { Tile } from '../ui/pictures/tile';
import { useMessages } from '../ui/use-messages';
import { listMove } from './list-move';
import styles from './tile-list.module.css';

interface TileListProps {
  readonly name: string;
  /** numbers of the pictures, in the order in which they stand */
  readonly indices: readonly number[];
  readonly sheets: PictureSheets | null;
  /** the one whose card is open */
  readonly picked: number | null;
  /** chosen in another panel */
  readonly marked: ReadonlySet<number> | null;
  /** what a picture is called, and what stands below it */
  describe(index: number): { readonly name: string; readonly note: string };
  onPick(index: number): void;
}

/** Pictures that are drawn before somebody asks for more. */
const first = 60;

/** Test pictures in rows; one tab stop, arrow keys go from one to the next. */
export function TileList(props: TileListProps) {
  const { name, indices, sheets, picked, marked, describe, onPick } = props;
  const { survey: text } = useMessages();
  const [shown, setShown] = useState(first);
  const [focused, setFocused] = useState<number | null>(null);
  const drawn = indices.slice(0, shown);
  const stop = [focused, picked].find((index) => index !== null && drawn.includes(index)) ?? drawn[0];
  const move = (event: KeyboardEvent<HTMLUListElement>) => {
    const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-index]')];
    const at = items.findIndex((item) => item === document.activeElement);
    const to = items[listMove(event.key, items, at)];
    if (!to) return;
    event.preventDefault();
    to.focus();
    setFocused(Number(to.dataset['index']));
  };
  return (
    <>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrow keys go from one of its buttons to the next */}
      <ul className={styles.list} aria-label={name} onKeyDown={move}>
        {drawn.map((index) => {
          const { name: spoken, note } = describe(index);
          return (
            <li key={index}>
              <button
                type="button"
                className={styles.tile}
                data-index={index}
                data-marked={marked?.has(index) || undefined}
                tabIndex={index === stop ? 0 : -1}
                aria-pressed={index === picked}
                aria-label={`${spoken}, ${note.replace('\n', ', ')}`}
                title={`${spoken}\n${note}`}
                onClick={() => {
                  setFocused(index);
                  onPick(index);
                }}
              >
                <Tile sheets={sheets} index={index} />
                <span className={styles.note}>{note}</span>
              </button>
            </li>
          );
        })}
      </ul>
      {indices.length > shown && (
        <Button look="quiet" onClick={() => setShown(shown + 2 * first)}>
          {text.more(indices.length - shown)}
        </Button>
      )}
    </>
  );
}
