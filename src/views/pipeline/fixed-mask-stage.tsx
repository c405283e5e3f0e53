import { useMemo } from 'react';
import { Picture } from '../../ui/pictures/picture';
import { framePixels } from '../../ui/pictures/pixels';
import { areaOf } from '../../ui/pictures/place';
import { useTheme } from '../../ui/pictures/use-theme';
import { useMessages } from '../../ui/use-messages';
import styles from './fixed-mask-stage.module.css';
import { Stage } from './stage';
import type { Cell } from '../../ui/pictures/field';
import type { Probing } from '../../ui/pictures/picture';

interface FrameStageProps {
  /** M [side · side] of ones and zeros */
  readonly frame: Uint8Array;
  readonly side: number;
  readonly cell: Cell;
  readonly probing: Probing;
}

/** The mask of a method that makes none of its own: one frame for every image. */
export function FrameStage({ frame, side, cell, probing }: FrameStageProps) {
  const { pipeline: text } = useMessages();
  const theme = useTheme();
  const pixels = useMemo(() => framePixels(frame, side, theme), [frame, side, theme]);
  const ones = useMemo(() => frame.reduce((sum, on) => sum + on, 0), [frame]);
  return (
    <Stage place="mask" sign="⊙" symbol="M" note={text.mask.frame}>
      <div className={styles.frame}>
        <Picture
          name={text.mask.frameName}
          summary={text.mask.frameSummary(ones / frame.length)}
          pixels={pixels}
          probe={areaOf(cell, side, side)}
          probing={probing}
        />
        <p className={styles.aside}>{text.mask.frameSummary(ones / frame.length)}</p>
      </div>
    </Stage>
  );
}

interface NoMaskProps {
  /** `none`: the method has no mask; `unprompted`: nor a pattern; `unseen`: this snapshot does not know the picture */
  readonly why: 'none' | 'unprompted' | 'unseen';
}

/** The masks' place where there is none: empty, and it says so. */
export function NoMask({ why }: NoMaskProps) {
  const { pipeline: text } = useMessages();
  const { title, sentence } = text.mask.absent[why];
  return (
    <section className={styles.none} data-place="mask" data-why={why}>
      <h3>{title}</h3>
      <p>{sentence}</p>
    </section>
  );
}
