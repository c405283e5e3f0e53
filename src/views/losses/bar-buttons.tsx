import { useState, type KeyboardEvent } from 'react';
import { useExplorer } from '../../store/store';
import { choosePictures } from '../../store/survey-actions';
import { useMessages } from '../../ui/use-messages';
import { nextBar, type Bar, type Plot } from './geometry';
import styles from './losses.module.css';
import type { Row } from './row';

interface BarButtonsProps {
  readonly row: Row;
  readonly plot: Plot;
  readonly top: number;
  partOf(side: string, bar: Bar): string;
}

/** What is pressed over the bars: as wide as a bar and as high as the chart. One tab stop, arrow keys go on. */
export function BarButtons({ row: { part, name, bars }, plot, top, partOf }: BarButtonsProps) {
  const { survey: words } = useMessages();
  const { losses: text } = words;
  const own = useExplorer(({ selection }) => (selection?.source === 'losses' ? selection.part : null));
  const [focused, setFocused] = useState<number | null>(null);
  const pressed = bars.findIndex((bar) => partOf(part, bar) === own);
  const stop = focused ?? (pressed >= 0 ? pressed : bars.findIndex(({ indices }) => indices.length > 0));
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const to = nextBar(event.key, bars, stop);
    if (to === null) return;
    event.preventDefault();
    event.currentTarget.querySelector<HTMLElement>(`[data-bar="${to}"]`)?.focus();
  };
  const edge = (value: number, beyond: number) =>
    Number.isFinite(value) ? words.signed(value) : value < 0 ? text.below(words.signed(beyond)) : '∞';
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrow keys go from one of its buttons to the next
    <div
      className={styles.buttons}
      role="group"
      aria-label={text.bars(name)}
      style={{ top, height: plot.height }}
      onKeyDown={move}
    >
      {bars.map((bar, at) =>
        bar.indices.length === 0 ? null : (
          <button
            key={bar.left}
            type="button"
            data-bar={at}
            tabIndex={at === stop ? 0 : -1}
            aria-pressed={at === pressed}
            aria-label={text.bar({
              from: edge(bar.from, bar.right),
              to: edge(bar.to, bar.left),
              count: bar.indices.length,
            })}
            style={{ left: plot.x(bar.left), width: plot.x(bar.right) - plot.x(bar.left) }}
            onFocus={() => setFocused(at)}
            onClick={() =>
              choosePictures({
                source: 'losses',
                part: partOf(part, bar),
                indices: bar.indices.toSorted((a, b) => a - b),
              })
            }
          >
            <span className={styles.count} style={{ bottom: plot.height - plot.y(bar.indices.length) }}>
              {bar.indices.length}
            </span>
          </button>
        ),
      )}
    </div>
  );
}
