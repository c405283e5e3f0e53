import type { PictureSheets } from '../../data/picture-sheets';
import { Tile } from '../../ui/pictures/tile';
import type { Plane, Spot } from './geometry';
import styles from './space.module.css';

interface PointTipProps {
  readonly spot: Spot;
  readonly plane: Plane;
  readonly sheets: PictureSheets | null;
  readonly index: number;
  readonly text: string;
}

/** The picture that is pointed at, beside its point and inside the plot. */
export function PointTip({ spot: { x, y }, plane, sheets, index, text }: PointTipProps) {
  return (
    <div
      className={styles.tip}
      aria-hidden="true"
      data-left={x > plane.width / 2 || undefined}
      data-above={y > plane.height / 2 || undefined}
      style={{ left: x, top: y }}
    >
      <span>
        <Tile sheets={sheets} index={index} />
      </span>
      <p>{text}</p>
    </div>
  );
}
