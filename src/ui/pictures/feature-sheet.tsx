import { useMemo } from 'react';
import { outlinePath, sheetOf, sheetPixels, tileArea, tileAt, type CellSpan } from './map-sheet';
import { Picture, type Probing } from './picture';
import { useTheme } from './use-theme';
import styles from './feature-sheet.module.css';
import type { ChannelMap } from './pixels';

interface FeatureSheetProps {
  readonly name: string;
  readonly summary: string;
  readonly map: ChannelMap;
  readonly columns: number;
  /** half width of the one range of all its channels */
  readonly limit: number;
  /** shown small, beside others: what is outlined stays in the background */
  readonly small?: boolean;
  /** cells that are outlined in every channel */
  readonly span: CellSpan | null;
  /** the channel that is looked at; null = none */
  readonly channel?: number | null;
  readonly probing: Probing;
  /** the pointer is over a channel, or left; a click says it too */
  onChannel?(channel: number | null): void;
}

/** Every channel of a feature map on one range; pointing at a cell of any of them moves the probe. */
export function FeatureSheet(props: FeatureSheetProps) {
  const {
    name,
    summary,
    map,
    columns,
    limit,
    span,
    small = false,
    channel = null,
    probing,
    onChannel,
  } = props;
  const theme = useTheme();
  const sheet = useMemo(() => sheetOf(map, columns), [map, columns]);
  const pixels = useMemo(() => sheetPixels(map, sheet, { limit, theme }), [map, sheet, limit, theme]);
  const within = useMemo<Probing>(
    () => ({
      point(place) {
        const tile = place && tileAt(sheet, place);
        probing.point(tile?.place ?? null);
        onChannel?.(tile?.channel ?? null);
      },
      pin(place) {
        const tile = tileAt(sheet, place);
        if (tile) probing.pin(tile.place);
        if (tile) onChannel?.(tile.channel);
      },
      nudge: (step, options) => probing.nudge(step, options),
    }),
    [sheet, probing, onChannel],
  );
  const path = useMemo(() => (span ? outlinePath(sheet, span) : ''), [sheet, span]);
  const chosen = channel === null ? null : tileArea(sheet, channel);
  return (
    <div className={styles.sheet}>
      <Picture name={name} summary={summary} pixels={pixels} probe={null} probing={within} />
      <svg
        className={styles.outline}
        data-small={small || undefined}
        viewBox={`0 0 ${sheet.width} ${sheet.height}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {path && <path className={styles.light} d={path} />}
        {path && <path className={styles.dark} d={path} />}
        {chosen && (
          <path
            className={styles.chosen}
            d={`M${chosen.x * sheet.width},${chosen.y * sheet.height}h${chosen.width * sheet.width}v${chosen.height * sheet.height}h${-chosen.width * sheet.width}z`}
          />
        )}
      </svg>
    </div>
  );
}
