import { useEffect, useMemo, useState } from 'react';
import { useController } from '../../controller/use-controller';
import { explorer, useExplorer, useExplorerParts } from '../../store/store';
import { changeTable } from '../../store/actions';
import { chosenRows } from '../../store/table';
import { matrixPictures } from '../../store/table-view';
import { Legend } from '../../ui/pictures/legend';
import { useTheme } from '../../ui/pictures/use-theme';
import { Segments } from '../../ui/controls/segments';
import { useMessages } from '../../ui/use-messages';
import { MatrixTable } from './matrix-table';
import styles from './matrix.module.css';
import { matrixOf, rowLimit, seenRuns, type Layer } from './matrix';

const layers = ['mask', 'product', 'prompted'] as const;
const channels = ['r', 'g', 'b'] as const;

/** The same pictures under every chosen variant at the time marker, and which answers a switch turns. */
export function MatrixPanel() {
  const { matrix: text } = useMessages();
  const theme = useTheme();
  const rows = useExplorer(chosenRows);
  // a run that trains beside them is another view at every step
  const runs = useExplorerParts((state) => seenRuns(chosenRows(state), state.runs));
  const step = useExplorer(({ view }) => view.step);
  const [layer, setLayer] = useState<Layer>('mask');
  const [channel, setChannel] = useState<(typeof channels)[number]>('r');
  const [difference, setDifference] = useState(false);
  const pictures = useExplorer(({ table }) => table.pictures);
  const controller = useController();
  useEffect(() => {
    controller.showRecorded(rows.slice(0, rowLimit).flatMap((row) => row.runs.map(({ id }) => id)));
  }, [controller, rows]);
  const matrix = useMemo(() => matrixOf(rows, runs, { step, pictures }), [rows, runs, step, pictures]);
  if (!matrix) {
    return (
      <section className={styles.panel}>
        <h2>{text.title}</h2>
        <p className={styles.caption}>{text.empty}</p>
      </section>
    );
  }
  const moment = explorer.getState().view.step === null ? text.newest : text.step(step ?? 0);
  return (
    <section className={styles.panel} aria-labelledby="matrix-title">
      <header className={styles.head}>
        <div>
          <h2 id="matrix-title">{text.title}</h2>
          <p className={styles.caption}>
            {text.caption(moment, matrix.seed)} {rows.length > rowLimit && text.more(rows.length - rowLimit)}
          </p>
        </div>
        <div className={styles.tools}>
          <Segments
            label={text.layer}
            value={layer}
            options={layers.map((value) => ({ value, label: text.layers[value] }))}
            onChange={(next) => setLayer(next)}
          />
          {layer === 'mask' && (
            <Segments
              label={text.channel}
              value={channel}
              options={channels.map((value) => ({ value, label: text.channels[value] }))}
              onChange={(next) => setChannel(next)}
            />
          )}
          <label className={styles.check}>
            <input
              type="checkbox"
              checked={difference}
              onChange={({ target }) => setDifference(target.checked)}
            />
            {text.difference}
          </label>
          <Segments
            label={text.pictures}
            value={pictures}
            options={matrixPictures.map((value) => ({ value, label: text.picturesShown[value] }))}
            onChange={(next) => changeTable({ pictures: next })}
          />
        </div>
      </header>
      {matrix.columns.length === 0 && <p className={styles.caption}>{text.noFlips}</p>}
      <MatrixTable
        matrix={matrix}
        layer={layer}
        channel={channels.indexOf(channel) as 0 | 1 | 2}
        difference={difference}
        theme={theme}
      />
      {layer === 'mask' ? (
        <div className={styles.legend}>
          <span>{difference ? text.differenceLegend : text.legend}</span>
          <Legend
            name={difference ? text.differenceLegend : text.legend}
            limit={matrix.limit}
            theme={theme}
            marks={[]}
            clipped
          />
        </div>
      ) : (
        <p className={styles.caption}>{(layer === 'product' || difference) && text.gain(matrix.gain)}</p>
      )}
    </section>
  );
}
