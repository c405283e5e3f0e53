import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { PictureSheets } from '../../data/picture-sheets';
import { useExplorer } from '../../store/store';
import type { AnswersShown } from '../../store/survey';
import { choosePictures } from '../../store/survey-actions';
import { Tile } from '../../ui/pictures/tile';
import { useMessages } from '../../ui/use-messages';
import styles from './confusion.module.css';
import { gridMove, shownClasses, type Cell } from './geometry';
import type { Grid } from './grid';

interface ConfusionGridProps {
  readonly grid: Grid;
  readonly classes: readonly string[];
  readonly shown: AnswersShown;
  readonly sheets: PictureSheets | null;
}

/** One matrix: a grid of cells, one tab stop, arrow keys go from cell to cell, Enter shows the pictures. */
export function ConfusionGrid({ grid: { part, name, cells }, classes, shown, sheets }: ConfusionGridProps) {
  const { survey: words } = useMessages();
  const { confusion: text } = words;
  const table = useRef<HTMLTableElement>(null);
  const selection = useExplorer((state) => state.selection);
  const [focused, setFocused] = useState(0);
  const seen = useMemo(() => shownClasses(cells, classes.length), [cells, classes.length]);
  // of the cell that is in sight: other classes may be by now
  const focus =
    seen.includes(Math.floor(focused / classes.length)) && seen.includes(focused % classes.length)
      ? focused
      : (seen[0] ?? 0) * (classes.length + 1);
  const own = selection?.source === 'confusion' ? selection.part : null;
  const marked = useMemo(
    () => (selection && selection.source !== 'confusion' ? new Set(selection.indices) : null),
    [selection],
  );
  const idOf = (at: number) => `${part}:${shown}:${at}`;
  const choose = (at: number) => {
    const { indices } = cells[at]!;
    if (indices.length > 0) choosePictures({ source: 'confusion', part: idOf(at), indices });
  };
  const press = (event: KeyboardEvent<HTMLElement>, at: number) => {
    const k = classes.length;
    const place = seen.indexOf(Math.floor(at / k)) * seen.length + seen.indexOf(at % k);
    const to = gridMove(event.key, place, seen.length);
    if (to !== null) {
      const cell = seen[Math.floor(to / seen.length)]! * k + seen[to % seen.length]!;
      table.current?.querySelector<HTMLElement>(`[data-cell="${cell}"]`)?.focus();
    } else if (event.key === 'Enter' || event.key === ' ') choose(at);
    else return;
    event.preventDefault();
  };
  return (
    <figure className={styles.figure}>
      {name && <figcaption>{name}</figcaption>}
      {seen.length < classes.length && <p>{text.someClasses(seen.length, classes.length)}</p>}
      <div className={styles.scroll}>
        <table
          ref={table}
          role="grid"
          className={styles.grid}
          aria-label={text.grid(name)}
          data-shown={shown}
        >
          <thead>
            <tr>
              <td className={styles.corner} aria-hidden="true">
                {text.truth} ↓<br />
                {text.answer} →
              </td>
              {seen.map((column) => (
                <th key={column} scope="col">
                  <span>{classes[column]}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {seen.map((row) => (
              <tr key={row}>
                <th scope="row">{classes[row]}</th>
                {seen.map((column) => {
                  const [truth, answer] = [classes[row]!, classes[column]!];
                  const at = row * classes.length + column;
                  const cell = cells[at]!;
                  return (
                    <td
                      key={column}
                      role="gridcell"
                      className={styles.cell}
                      data-cell={at}
                      data-right={row === column || undefined}
                      data-less={cell.count < 0 || undefined}
                      tabIndex={at === focus ? 0 : -1}
                      aria-selected={own === idOf(at)}
                      aria-label={
                        shown === 'difference'
                          ? text.change({ truth, answer, change: cell.count })
                          : text.cell({ truth, answer, count: cell.count })
                      }
                      style={{ '--share': Math.min(1, Math.abs(cell.share)) } as React.CSSProperties}
                      onFocus={() => setFocused(at)}
                      onClick={() => choose(at)}
                      onKeyDown={(event) => press(event, at)}
                    >
                      <CellContents cell={cell} shown={shown} sheets={sheets} marked={marked} />
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}

interface CellContentsProps {
  readonly cell: Cell;
  readonly shown: AnswersShown;
  readonly sheets: PictureSheets | null;
  /** chosen in another panel */
  readonly marked: ReadonlySet<number> | null;
}

/** Pictures that a cell has room for. */
const room = 9;

function CellContents({ cell: { indices, count }, shown, sheets, marked }: CellContentsProps) {
  const { confusion: text } = useMessages().survey;
  const { format } = useMessages();
  if (shown === 'difference')
    return count === 0 ? null : (
      <span className={styles.change}>{count > 0 ? `+${format.count(count)}` : format.count(count)}</span>
    );
  if (count === 0) return null;
  const among = marked ? indices.filter((index) => marked.has(index)) : [];
  // those that are marked are seen first
  const seen = [...new Set([...among, ...indices])].slice(0, room);
  return (
    <>
      <span className={styles.tiles}>
        {sheets &&
          seen.map((index) => (
            <span key={index} data-marked={marked?.has(index) || undefined}>
              <Tile sheets={sheets} index={index} />
            </span>
          ))}
      </span>
      <span className={styles.count}>
        {format.count(count)}
        {among.length > 0 && <b title={text.marked(among.length)}>●{format.count(among.length)}</b>}
      </span>
    </>
  );
}
