import type { CSSProperties } from 'react';
import type { PictureSheets } from '../../data/picture-sheets';
import styles from './tile.module.css';
import { tilePlace } from './tile-place';

interface TileProps {
  /** null where the pictures are not at hand: the number stands in their place */
  readonly sheets: PictureSheets | null;
  readonly index: number;
}

/** One test picture, cut out of its sheet by the browser itself, as large as its place. Says nothing. */
export function Tile({ sheets, index }: TileProps) {
  const place = sheets && tilePlace(sheets, index);
  if (!place)
    return (
      <span className={styles.missing} aria-hidden="true">
        {index + 1}
      </span>
    );
  const { sheet, column, row } = place;
  // percentages of the room that a background has to move in
  const share = (at: number, count: number) => (count > 1 ? (100 * at) / (count - 1) : 0);
  const style: CSSProperties = {
    backgroundImage: `url("${sheet.address}")`,
    backgroundSize: `${100 * sheet.columns}% ${100 * sheet.rows}%`,
    backgroundPosition: `${share(column, sheet.columns)}% ${share(row, sheet.rows)}%`,
  };
  return <span className={styles.tile} style={style} aria-hidden="true" />;
}
