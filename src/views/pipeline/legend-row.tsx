import { useMemo } from 'react';
import { chooseRange } from '../../store/actions';
import { useExplorer } from '../../store/store';
import { Segments } from '../../ui/controls/segments';
import { channelIndices, valueAt } from '../../ui/pictures/field';
import { Legend } from '../../ui/pictures/legend';
import { Picture } from '../../ui/pictures/picture';
import { signedPixels } from '../../ui/pictures/pixels';
import { tick } from '../../ui/pictures/number';
import { useTheme } from '../../ui/pictures/use-theme';
import { useMessages } from '../../ui/use-messages';
import { isShown } from '../../trace/channel';
import { beyond } from '../../trace/colour-range';
import styles from './legend-row.module.css';
import type { Cell, Field } from '../../ui/pictures/field';
import type { Probing } from '../../ui/pictures/picture';
import type { Area } from '../../ui/pictures/place';

interface LegendRowProps {
  readonly mask: Field;
  readonly maskFull: Field;
  readonly limit: number;
  readonly cell: Cell;
  /** the patch that the probed pixel belongs to */
  readonly area: Area;
  readonly probing: Probing;
}

/** The one scale of all masks, what it spans, and where the probed values lie on it. */
export function LegendRow({ mask, maskFull, limit, cell, area, probing }: LegendRowProps) {
  const { pipeline: text } = useMessages();
  const theme = useTheme();
  const range = useExplorer(({ view }) => view.range);
  const channel = useExplorer(({ view }) => view.channel);
  const composite = useMemo(() => signedPixels(mask, 1 / limit), [mask, limit]);
  const clipped = beyond(mask, limit);
  return (
    <div className={styles.row}>
      <div className={styles.composite}>
        <Picture
          name={text.mask.composite}
          summary={text.mask.compositeSummary(tick(limit))}
          pixels={composite}
          live="mask"
          probe={null}
          cell={area}
          probing={probing}
        />
      </div>
      <Legend
        name={text.legend(tick(limit))}
        limit={limit}
        theme={theme}
        clipped={clipped > 0}
        marks={channelIndices.map((index) => ({
          sign: text.channelSigns[index]!,
          value: valueAt(maskFull, cell, index),
          strong: isShown(channel, index),
        }))}
      />
      <div className={styles.tools}>
        <Segments
          label={text.chooseRange}
          labelShown
          value={range}
          options={(['unit', 'sample', 'run', 'locked'] as const).map((value) => ({
            value,
            label: text.ranges[value],
            hint: text.rangeHints[value],
          }))}
          onChange={(next) => chooseRange(next, next === 'locked' ? limit : undefined)}
        />
        <p className={styles.beyond} title={text.rangeHints[range]}>
          {clipped > 0 ? text.beyond(clipped) : text.within}
        </p>
      </div>
    </div>
  );
}
