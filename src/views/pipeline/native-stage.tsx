import { useMemo } from 'react';
import { Picture } from '../../ui/pictures/picture';
import { areaOf } from '../../ui/pictures/place';
import { nativePixels } from '../../ui/pictures/pixels';
import { useMessages } from '../../ui/use-messages';
import styles from './native-stage.module.css';
import type { SampleSet } from '../../data/snapshot';
import type { Cell } from '../../ui/pictures/field';
import type { Probing } from '../../ui/pictures/picture';

interface NativeStageProps {
  readonly native: SampleSet['natives'][number];
  readonly side: number;
  readonly cell: Cell;
  readonly probing: Probing;
}

/** The image as it came, before anything was done to it: small, ahead of the resized one. */
export function NativeStage({ native, side, cell, probing }: NativeStageProps) {
  const { pipeline: text } = useMessages();
  const pixels = useMemo(() => nativePixels(native), [native]);
  return (
    <span className={styles.native}>
      <span className={styles.picture}>
        <Picture
          name={text.image.name}
          summary={text.nativeSummary(native.width, native.height)}
          pixels={pixels}
          photograph
          probe={areaOf(cell, side, side)}
          probing={probing}
        />
      </span>
      <span className={styles.arrow} aria-hidden="true">
        →
      </span>
    </span>
  );
}
