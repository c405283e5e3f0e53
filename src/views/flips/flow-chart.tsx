import { useMemo, useRef } from 'react';
import { outcomes, type Outcome } from '../../store/survey';
import { Button } from '../../ui/controls/button';
import { useMessages } from '../../ui/use-messages';
import { useSize } from '../../ui/use-size';
import styles from './flips.module.css';
import { blockWidth, flowOf } from './geometry';
import type { Flips } from './flips';

interface FlowChartProps {
  readonly flips: Flips;
  /** the ribbon whose pictures are listed; null = none of this run's */
  readonly shown: Outcome | null;
  /** chosen in another panel */
  readonly marked: readonly number[] | null;
  onChoose(outcome: Outcome): void;
}

const top = 22;
const bottom = 6;

/** Right and wrong answers before and after; the ribbons are also buttons with their counts below. */
export function FlowChart({ flips: { name, pictures, total }, shown, marked, onChoose }: FlowChartProps) {
  const { survey: words, format } = useMessages();
  const { flips: text } = words;
  const place = useRef<HTMLDivElement>(null);
  const size = useSize(place);
  const counts = useMemo(
    () => Object.fromEntries(outcomes.map((one) => [one, pictures[one].length])) as Record<Outcome, number>,
    [pictures],
  );
  const markedIn = useMemo(() => {
    const set = new Set(marked);
    return (one: Outcome) => (marked ? pictures[one].filter((index) => set.has(index)).length : 0);
  }, [marked, pictures]);
  const flow = size && flowOf(counts, { width: size.width, height: size.height - top - bottom, total });
  return (
    <figure className={styles.flow}>
      {name && <figcaption>{name}</figcaption>}
      <div className={styles.place} ref={place}>
        {size && flow && (
          <svg
            className={styles.chart}
            width={size.width}
            height={size.height}
            viewBox={`0 0 ${size.width} ${size.height}`}
            aria-hidden="true"
          >
            <text className={styles.when} x={0} y={12}>
              {text.before}
            </text>
            <text className={styles.when} x={size.width} y={12} textAnchor="end">
              {text.after}
            </text>
            <g transform={`translate(0,${top})`}>
              {flow.ribbons.map(({ outcome, path, middle: [x, y], count, thickness }) => (
                // its button below is the way by keyboard

                <g
                  key={outcome}
                  className={styles.ribbon}
                  data-outcome={outcome}
                  data-shown={outcome === shown || undefined}
                  onClick={() => onChoose(outcome)}
                >
                  <path d={path} />
                  {thickness > 14 && (
                    <text
                      x={x}
                      y={y}
                      dy="0.35em"
                      textAnchor={outcome === 'right' || outcome === 'wrong' ? 'middle' : 'end'}
                    >
                      {words.outcomes[outcome]} {format.count(count)}
                    </text>
                  )}
                </g>
              ))}
              {flow.blocks.map(({ when, right, count, x, y, height }) => (
                <g key={`${when}${right}`} className={styles.block} data-right={right || undefined}>
                  <rect x={x} y={y} width={blockWidth} height={height} />
                  <text
                    x={when === 'before' ? blockWidth + 6 : size.width - blockWidth - 6}
                    y={right ? y + 12 : y + height - 5}
                    textAnchor={when === 'before' ? 'start' : 'end'}
                  >
                    {right ? text.right(count) : text.wrong(count)}
                  </text>
                </g>
              ))}
            </g>
          </svg>
        )}
      </div>
      <div className={styles.groups} role="group" aria-label={name ? `${text.groups}, ${name}` : text.groups}>
        {outcomes.map((outcome) => (
          <Button
            key={outcome}
            className={styles.group}
            aria-pressed={outcome === shown}
            aria-label={words.flips.ribbon(words.outcomes[outcome], counts[outcome])}
            title={text.meaning[outcome]}
            data-outcome={outcome}
            onClick={() => onChoose(outcome)}
          >
            <i aria-hidden="true" />
            {words.outcomes[outcome]} <b>{format.count(counts[outcome])}</b>
            {markedIn(outcome) > 0 && <small>●{format.count(markedIn(outcome))}</small>}
          </Button>
        ))}
      </div>
    </figure>
  );
}
