import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { ResultSort } from '../../data/results/result-query';
import { useMessages } from '../../ui/use-messages';
import { useSize } from '../../ui/use-size';
import type { ShownView } from '../../worker/results-protocol';
import type { ShownColumn } from './columns';
import { HeadLine } from './head-line';
import { ResultLine } from './result-line';
import styles from './sweep-results.module.css';
import { useRows } from './use-rows';

interface ResultsTableProps {
  readonly view: ShownView;
  readonly columns: readonly ShownColumn[];
  /** place of the row that stands open; null = none */
  readonly chosen: number | null;
  onChoose(place: number, by: 'key' | 'pointer'): void;
  onSort(by: ResultSort): void;
}

/** Thousands of rows, of which only those in sight are there. One of them has the focus. */
export function ResultsTable({ view, columns, chosen, onChoose, onSort }: ResultsTableProps) {
  const { sweepResults: text } = useMessages();
  const box = useRef<HTMLDivElement>(null);
  const ruler = useRef<HTMLDivElement>(null);
  const height = useSize(ruler, { atOnce: true })?.height ?? 32;
  const [focused, setFocused] = useState({ view: view.view, place: 0 });
  const current = focused.view === view.view ? focused.place : 0;
  const { count } = view;
  // eslint-disable-next-line react-hooks/incompatible-library -- its functions stay in this component
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => box.current,
    estimateSize: () => height,
    overscan: 4,
    // what a turn of the wheel shows is drawn in a task of its own
    useFlushSync: false,
    // the head lies over the first row's height
    scrollPaddingStart: 2 * height,
    // whoever scrolls away from the row that they stand on comes back to it with the next key
    rangeExtractor: (range: Range) =>
      [...new Set([...defaultRangeExtractor(range), current])].sort(ascending),
  });
  useEffect(() => virtual.measure(), [virtual, height]);
  // other rows begin at their beginning
  useEffect(() => void box.current?.scrollTo({ top: 0 }), [view.view]);
  const shown = virtual.getVirtualItems();
  const near = shown.filter(({ index }) => index !== current);
  const [first, last] = [near[0]?.index ?? 0, near.at(-1)?.index ?? 0];
  const rowAt = useRows(view, first, last);
  const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / height) - 2);

  const move = (to: number) => {
    const place = Math.min(count - 1, Math.max(0, to));
    setFocused({ view: view.view, place });
    virtual.scrollToIndex(place);
    requestAnimationFrame(() =>
      box.current?.querySelector<HTMLElement>(`[data-place="${place}"]`)?.focus({ preventScroll: true }),
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    // the head's buttons have keys of their own
    if (!(event.target as Element).matches('[data-place]')) return;
    const steps: Record<string, number> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -current,
      End: count - 1 - current,
    };
    const step = steps[event.key];
    if (step !== undefined) move(current + step);
    else if (event.key === 'Enter' || event.key === ' ') onChoose(current, 'key');
    else return;
    event.preventDefault();
    // one-key commands of the page mean something else
    event.stopPropagation();
  };

  // the first column stays in sight, and is narrower on a telephone
  const [name, ...others] = columns.map(({ width }) => width);
  const template = [`minmax(var(--first), ${name}fr)`, ...others.map((rem) => `minmax(${rem}rem, ${rem}fr)`)];
  const width = `calc(var(--first) + ${others.reduce((sum, rem) => sum + rem, 0)}rem)`;
  return (
    <>
      <div ref={ruler} className={styles.ruler} aria-hidden="true" />
      <p id="sweep-results-hint" className={styles.unseen}>
        {text.hint}
      </p>
      <div
        ref={box}
        className={styles.table}
        role="grid"
        tabIndex={-1}
        onKeyDown={onKeyDown}
        aria-label={text.table}
        aria-describedby="sweep-results-hint"
        aria-rowcount={count + 1}
        aria-colcount={columns.length}
        style={{ ['--columns' as string]: template.join(' '), ['--width' as string]: width }}
      >
        <HeadLine columns={columns} sort={view.query.sort} onSort={onSort} />
        <div role="rowgroup" className={styles.sheet} style={{ blockSize: virtual.getTotalSize() }}>
          {shown.map(({ index, start }) => (
            <ResultLine
              key={index}
              place={index}
              start={start}
              row={rowAt(index)}
              columns={columns}
              chosen={index === chosen}
              reached={index === current}
              onFocus={() => setFocused({ view: view.view, place: index })}
              onChoose={() => onChoose(index, 'pointer')}
            />
          ))}
        </div>
      </div>
    </>
  );
}

function ascending(one: number, other: number): number {
  return one - other;
}
