import { chooseRange } from '../../store/actions';
import { useExplorer } from '../../store/store';
import { beyond } from '../../trace/colour-range';
import { cellIn } from '../../trace/pair-stages';
import { Segments } from '../../ui/controls/segments';
import { valueAt, type Cell } from '../../ui/pictures/field';
import { Legend } from '../../ui/pictures/legend';
import { tick } from '../../ui/pictures/number';
import { useTheme } from '../../ui/pictures/use-theme';
import { useMessages } from '../../ui/use-messages';
import styles from './pair.module.css';
import type { Drawn } from './use-pair';

/** One scale for the masks of both, one for their difference, and where the probed values lie on them. */
export function PairLegend({ drawn, cell }: { readonly drawn: Drawn; readonly cell: Cell }) {
  const { pair: text, pipeline } = useMessages();
  const theme = useTheme();
  const range = useExplorer(({ view }) => view.range);
  const channel = useExplorer(({ view }) => (view.channel === 'all' ? 'r' : view.channel));
  const { a, b, ranges } = drawn;
  if (!a.mask && !b.mask) return null;
  const index = { r: 0, g: 1, b: 2 }[channel] as 0 | 1 | 2;
  const at = [cell, cellIn(cell, a.side, b.side)] as const;
  const values = [a.maskFull, b.maskFull].map((field, i) => field && valueAt(field, at[i]!, index));
  const marks = values.flatMap((value, i) =>
    value === null ? [] : [{ sign: i === 0 ? text.signs.a : text.signs.b, value, strong: true }],
  );
  const [one, other] = values;
  const difference = drawn.stages.find(({ id }) => id === 'mask')?.difference ?? null;
  const clipped = [a.mask, b.mask].some((mask) => mask && beyond(mask, ranges.limit) > 0);
  return (
    <div className={styles.legends}>
      <div className={styles.legend}>
        <span>
          {text.ranges.masks} · {pipeline.channelSigns[index]}
        </span>
        <Legend
          name={text.ranges.masksName(tick(ranges.limit))}
          limit={ranges.limit}
          theme={theme}
          marks={marks}
          clipped={clipped}
        />
      </div>
      {difference && typeof one === 'number' && typeof other === 'number' && (
        <div className={styles.legend}>
          <span>
            {text.ranges.difference} · {pipeline.channelSigns[index]}
          </span>
          <Legend
            name={text.ranges.differenceName(tick(ranges.differenceLimit))}
            limit={ranges.differenceLimit}
            theme={theme}
            marks={[{ sign: 'Δ', value: other - one, strong: true }]}
            clipped={beyond(difference, ranges.differenceLimit) > 0}
          />
        </div>
      )}
      <div className={styles.range} title={text.ranges.wider}>
        <Segments
          label={pipeline.chooseRange}
          labelShown
          value={range}
          options={(['unit', 'sample', 'run', 'locked'] as const).map((value) => ({
            value,
            label: pipeline.ranges[value],
            hint: pipeline.rangeHints[value],
          }))}
          onChange={(next) => chooseRange(next, next === 'locked' ? ranges.limit : undefined)}
        />
        <small>{text.probe(cell.row, cell.column)}</small>
      </div>
    </div>
  );
}
