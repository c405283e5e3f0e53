import { memo, useMemo, type KeyboardEvent } from 'react';
import { Icon } from '../../ui/controls/icon';
import { Canvas } from '../../ui/pictures/canvas';
import { nativePixels } from '../../ui/pictures/pixels';
import { useMessages } from '../../ui/use-messages';
import styles from './sample.module.css';
import type { SampleSet } from '../../data/snapshot';

interface SampleProps {
  readonly id: string;
  readonly name: string;
  readonly native: SampleSet['natives'][number];
  /** true label; null = unknown */
  readonly truth: string | null;
  /** the label that it is read as at the time marker; null = not known */
  readonly prediction: string | null;
  readonly chosen: boolean;
  onChoose(id: string): void;
  onKeyDown(event: KeyboardEvent<HTMLElement>): void;
  /** null = it cannot be removed */
  readonly onRemove: ((id: string) => void) | null;
}

/** One picture of the strip: thumbnail, label, and whether it is read rightly. */
export const Sample = memo(function Sample(props: SampleProps) {
  const { id, name, native, truth, prediction, chosen, onChoose, onKeyDown, onRemove } = props;
  const { samples: text, translated } = useMessages();
  const pixels = useMemo(() => nativePixels(native), [native]);
  const right = truth !== null && prediction !== null && truth === prediction;
  const verdict = truth === null || prediction === null ? null : right ? 'right' : 'wrong';
  const spoken = [
    name,
    truth === null ? text.unknown : text.label(truth),
    prediction !== null && text.predicted(prediction),
    verdict && text[verdict],
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
          {verdict && (
            <span className={styles[verdict]} aria-hidden="true">
              {right ? '✓' : '✗'}
            </span>
          )}
        </span>
        <span className={styles.label}>{translated(truth ?? prediction ?? name)}</span>
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
