import { useMemo } from 'react';
import { Picture } from '../../ui/pictures/picture';
import { areaOf } from '../../ui/pictures/place';
import { framePixels } from '../../ui/pictures/pixels';
import { useTheme } from '../../ui/pictures/use-theme';
import { useMessages } from '../../ui/use-messages';
import styles from './fixed-mask-stage.module.css';
import { Stage } from './stage';
import type { Bench } from './bench';
import type { Cell } from '../../ui/pictures/field';
import type { Probing } from '../../ui/pictures/picture';

interface FixedMaskStageProps {
  readonly bench: Bench;
  readonly cell: Cell;
  readonly probing: Probing;
}

/** What stands in the mask's place where a method makes none: its frame M, or the plain statement that there is none. */
export function FixedMaskStage({ bench, cell, probing }: FixedMaskStageProps) {
  const { pipeline: text } = useMessages();
  const { part, frame, side } = bench;
  const sentence = part.pattern === 'none' ? text.mask.none : frame ? text.mask.frame : text.mask.ones;
  return (
    <Stage place="mask" symbol={frame ? 'M' : '1'} note={sentence}>
      <div className={styles.place}>
        {frame ? (
          <Frame frame={frame} side={side} cell={cell} probing={probing} />
        ) : (
          <p className={styles.nothing} />
        )}
      </div>
    </Stage>
  );
}

interface FrameProps {
  readonly frame: Uint8Array;
  readonly side: number;
  readonly cell: Cell;
  readonly probing: Probing;
}

function Frame({ frame, side, cell, probing }: FrameProps) {
  const { pipeline: text } = useMessages();
  const theme = useTheme();
  const pixels = useMemo(() => framePixels(frame, side, theme), [frame, side, theme]);
  const ones = frame.reduce((sum, on) => sum + on, 0);
  return (
    <Picture
      name={text.mask.frameName}
      summary={text.mask.frameSummary(ones / frame.length)}
      pixels={pixels}
      probe={areaOf(cell, side, side)}
      probing={probing}
    />
  );
}
