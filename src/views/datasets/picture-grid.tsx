import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState, type KeyboardEvent } from 'react';
import { classNameOf } from '../../lib/class-name';
import { useSize } from '../../ui/use-size';
import { Canvas } from '../../ui/pictures/canvas';
import type { Pixels } from '../../ui/pictures/pixels';
import { useMessages } from '../../ui/use-messages';
import type { ImportedPictures } from '../../worker/import-protocol';
import styles from './datasets.module.css';
import { between, tileGrid } from './geometry';
import { useThumbnails, type Thumbnail } from './use-thumbnails';

/** Classes of single pictures and of labels, by what decides first. */
interface Labels {
  readonly drafts: ReadonlyMap<number, string | null>;
  readonly settled: ReadonlyMap<number, string | null>;
  readonly renamed: ReadonlyMap<string, string | null>;
}

interface PictureGridProps {
  readonly imported: ImportedPictures;
  readonly labels: Labels;
  readonly chosen: ReadonlySet<number>;
  onChoose(chosen: ReadonlySet<number>): void;
  onDigit(digit: number): void;
}

const tile = 96;
const tileHeight = 116;

/** Tens of thousands of pictures, of which only those in sight are there. One of them has the focus. */
export function PictureGrid({ imported, labels, chosen, onChoose, onDigit }: PictureGridProps) {
  const { datasets: text } = useMessages();
  const box = useRef<HTMLDivElement>(null);
  const width = useSize(box)?.width ?? 0;
  const [focused, setFocused] = useState(0);
  const anchor = useRef(0);
  const count = imported.pictures;
  const { columns, rows } = tileGrid(width, count, tile);
  // eslint-disable-next-line react-hooks/incompatible-library -- its functions stay in this component
  const virtual = useVirtualizer({
    count: rows,
    getScrollElement: () => box.current,
    estimateSize: () => tileHeight,
    overscan: 2,
  });
  const shown = virtual.getVirtualItems();
  const [first, last] = [shown[0]?.index ?? 0, shown.at(-1)?.index ?? 0];
  const thumbnail = useThumbnails(imported.id, first * columns, Math.min(count, (last + 1) * columns) - 1);

  // where the focused one is out of sight, the Tab key comes to the first in sight
  const inSight = focused >= first * columns && focused < (last + 1) * columns;
  const reachable = inSight ? focused : first * columns;

  const move = (to: number) => {
    const next = Math.min(count - 1, Math.max(0, to));
    setFocused(next);
    virtual.scrollToIndex(Math.floor(next / columns));
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(`[data-picture="${next}"]`)?.focus());
    return next;
  };
  const choose = (picture: number, stretch: boolean) => {
    const next = new Set(chosen);
    if (stretch) for (const one of between(anchor.current, picture)) next.add(one);
    else if (!next.delete(picture)) next.add(picture);
    if (!stretch) anchor.current = picture;
    setFocused(picture);
    onChoose(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = {
      ArrowRight: 1,
      ArrowLeft: -1,
      ArrowDown: columns,
      ArrowUp: -columns,
      Home: -focused,
      End: count - 1 - focused,
    };
    const step = steps[event.key];
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (step !== undefined) {
      const next = move(focused + step);
      if (event.shiftKey) choose(next, true);
    } else if (event.key === ' ' || event.key === 'Enter') choose(focused, event.shiftKey);
    else if (/^[1-9]$/.test(event.key)) onDigit(Number(event.key));
    else return;
    event.preventDefault();
    // one-key commands of the page mean something else
    event.stopPropagation();
  };

  return (
    <div
      ref={box}
      className={styles.grid}
      role="listbox"
      aria-multiselectable="true"
      aria-labelledby="own-data-pictures"
      aria-describedby="own-data-pictures-hint"
      tabIndex={-1}
      onKeyDown={onKeyDown}
      // a button under it would be clicked a second time
      onKeyUp={(event) => event.key === ' ' && event.preventDefault()}
    >
      <div className={styles.sheet} role="presentation" style={{ blockSize: virtual.getTotalSize() }}>
        {shown.map((row) => (
          <div
            key={row.key}
            role="presentation"
            className={styles.line}
            style={{ transform: `translateY(${row.start}px)` }}
          >
            {Array.from({ length: Math.min(columns, count - row.index * columns) }, (_, i) => {
              const picture = row.index * columns + i;
              const seen = thumbnail(picture);
              const label = seen && labelOf(picture, seen, labels, imported.classNames);
              return (
                <button
                  key={picture}
                  type="button"
                  role="option"
                  className={styles.tile}
                  data-picture={picture}
                  data-draft={labels.drafts.has(picture) || undefined}
                  aria-selected={chosen.has(picture)}
                  aria-label={seen ? text.picture(seen.path, label) : undefined}
                  title={seen ? text.picture(seen.path, label) : undefined}
                  tabIndex={picture === reachable ? 0 : -1}
                  aria-setsize={count}
                  aria-posinset={picture + 1}
                  onFocus={() => setFocused(picture)}
                  onClick={(event) => choose(picture, event.shiftKey)}
                >
                  <span className={styles.thumb}>{seen && <Thumb pixels={seen.pixels} />}</span>
                  <span className={styles.label}>{seen ? (label ?? text.noClass) : ''}</span>
                </button>
              );
            })}
          </div>
        ))}
      </div>
    </div>
  );
}

/** As wide or as high as its place, in its own proportions. */
function Thumb({ pixels }: { readonly pixels: Pixels }) {
  const { width, height } = pixels;
  const longest = Math.max(width, height);
  return (
    <span style={{ inlineSize: `${(100 * width) / longest}%`, blockSize: `${(100 * height) / longest}%` }}>
      <Canvas pixels={pixels} photograph />
    </span>
  );
}

function labelOf(
  picture: number,
  { label }: Thumbnail,
  { drafts, settled, renamed }: Labels,
  classNames: readonly string[] | null,
): string | null {
  for (const own of [drafts, settled]) {
    const name = own.get(picture);
    // a class that was left out takes along what was put into it by hand
    if (name !== undefined) return name !== null && renamed.get(name) === null ? null : name;
  }
  if (label === null) return null;
  return renamed.has(label) ? (renamed.get(label) ?? null) : classNameOf(label, classNames);
}
