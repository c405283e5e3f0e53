import { memo, useMemo } from 'react';
import type { Theme } from '../../lib/diverging';
import { Canvas } from '../../ui/pictures/canvas';
import type { ChannelIndex } from '../../ui/pictures/field';
import { divergingPixels, naturalPixels, signedPixels, type Pixels } from '../../ui/pictures/pixels';
import { useMessages } from '../../ui/use-messages';
import { lessThan, type Cell } from './geometry';
import type { Layer } from './matrix';
import styles from './matrix.module.css';

interface CellPictureProps {
  /** its place stands, its picture comes later */
  readonly waiting?: boolean;
  readonly cell: Cell;
  /** what it is drawn less than; null = as it is */
  readonly reference: Cell | null;
  readonly layer: Layer;
  readonly channel: ChannelIndex;
  readonly theme: Theme;
  readonly limit: number;
  readonly gain: number;
}

/** One layer of a picture under one variant, in the colours and at the strength of all the others. */
export const CellPicture = memo(function CellPicture(props: CellPictureProps) {
  const { matrix: text } = useMessages();
  const { waiting = false, cell, reference, layer, channel, theme, limit, gain } = props;
  const pixels = useMemo((): Pixels | null => {
    if (waiting) return null;
    const field = cell[layer];
    if (!field) return null;
    const shown = reference ? lessThan(field, reference[layer]) : field;
    if (layer === 'mask') return divergingPixels(shown, { channel, limit, theme });
    if (layer === 'product' || reference) return signedPixels(shown, gain);
    return naturalPixels(shown, { units: cell.units, channel: 'all' });
  }, [waiting, cell, reference, layer, channel, theme, limit, gain]);
  if (waiting) return <span className={styles.picture} />;
  return (
    <span className={styles.picture}>
      {pixels ? <Canvas pixels={pixels} /> : <em>{layer === 'mask' ? text.noMask : text.noPrompt}</em>}
    </span>
  );
});
