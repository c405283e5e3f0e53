import { memo, useMemo, type KeyboardEvent } from 'react';
import { Icon } from '../../ui/controls/icon';
import { Canvas } from '../../ui/pictures/canvas';
import { nativePixels } from '../../ui/pictures/pixels';
import { useMessages } from '../../ui/use-messages';
import styles from './sample.module.css';
import type { SampleSet } from '../../data/snapshot';
import type { Turn } from '../../store/pair';

interface SampleProps {
  readonly id: string;
  readonly name: string;
  readonly native: SampleSet['natives'][number];
  /** true label; null = unknown */
  readonly truth: string | null;
  /** the label that it is read as at the time marker; null = not known */
  readonly prediction: string | null;
  readonly chosen: boolean;
  /** it stands beside the chosen one, or waits for another to be chosen */
  readonly pinned: boolean;
  /** with a run beside, how the two read it; null = one run alone, or not known */
  readonly turn: Turn | null;
  onChoose(id: string): void;
  onKeyDown(event: KeyboardEvent<HTMLElement>): void;
  onPin(id: string): void;
  /** null = it cannot be removed */
  readonly onRemove: ((id: string) => void) | null;
}

/** One picture of the strip: thumbnail, label, and whether it is read rightly. */
export const Sample = memo(function Sample(props: SampleProps) {
  const { id, name, native, truth, prediction, chosen, pinned, turn } = props;
  const { onChoose, onKeyDown, onPin, onRemove } = props;
  const { samples: text, pair, translated } = useMessages();
  const pixels = useMemo(() => nativePixels(native), [native]);
  const right = truth !== null && prediction !== null && truth === prediction;
  const verdict = truth === null || prediction === null ? null : right ? 'right' : 'wrong';
  const spoken = [
    name,
    truth === null ? text.unknown : text.label(truth),
    prediction !== null && text.predicted(prediction),
    turn
      ? verdictsOf(turn)
          .map((one, i) => text.side(i === 0 ? pair.signs.a : pair.signs.b, text[one]))
          .join(', ')
      : verdict && text[verdict],
    pinned && text.pinned,
  ].filter(Boolean);
  return (
    <li className={styles.item}>
      <button
        type="button"
        className={styles.sample}
        data-id={id}
        tabIndex={chosen ? 0 : -1}
        aria-pressed={chosen}
        aria-label={spoken.join(', ')}
        title={spoken.slice(0, 3).join('\n')}
        onClick={() => onChoose(id)}
        onKeyDown={onKeyDown}
      >
        <span className={styles.thumbnail}>
          <span
            className={styles.fit}
            style={{ aspectRatio: native.width / native.height }}
            data-tall={native.height > native.width || undefined}
          >
            <Canvas pixels={pixels} photograph />
          </span>
          {turn
            ? verdictsOf(turn).map((one, i) => <Verdict key={i} verdict={one} side={i === 0 ? 'a' : 'b'} />)
            : verdict && <Verdict verdict={verdict} side={null} />}
          {pinned && (
            <b className={styles.sign} aria-hidden="true">
              {pair.signs.b}
            </b>
          )}
        </span>
        <span className={styles.label}>{translated(truth ?? prediction ?? name)}</span>
      </button>
      <button
        type="button"
        className={styles.pin}
        // by keyboard: the key B, see the sheet of keys
        tabIndex={-1}
        aria-pressed={pinned}
        aria-label={pinned ? text.unpin(name) : text.pin(name)}
        title={pinned ? text.unpin(name) : text.pin(name)}
        onClick={() => onPin(id)}
      >
        <Icon name={pinned ? 'close' : 'beside'} />
      </button>
      {onRemove && (
        <button
          type="button"
          className={styles.remove}
          aria-label={text.remove(name)}
          onClick={() => onRemove(id)}
        >
          <Icon name="close" />
        </button>
      )}
    </li>
  );
});

/** Of A and of B. */
function verdictsOf(turn: Turn): readonly ['right' | 'wrong', 'right' | 'wrong'] {
  const a = turn === 'both-right' || turn === 'a-right';
  const b = turn === 'both-right' || turn === 'b-right';
  return [a ? 'right' : 'wrong', b ? 'right' : 'wrong'];
}

interface VerdictProps {
  readonly verdict: 'right' | 'wrong';
  /** null = of one run alone */
  readonly side: 'a' | 'b' | null;
}

function Verdict({ verdict, side }: VerdictProps) {
  return (
    <span className={styles[verdict]} data-side={side ?? undefined} aria-hidden="true">
      {verdict === 'right' ? '✓' : '✗'}
    </span>
  );
}
