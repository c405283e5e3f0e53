import { useMemo } from 'react';
import { useExplorer } from '../../../store/store';
import { channelIndices, valueAt } from '../../../ui/pictures/field';
import { signed } from '../../../ui/pictures/number';
import { Picture } from '../../../ui/pictures/picture';
import { naturalPixels, nativePixels } from '../../../ui/pictures/pixels';
import { areaOf } from '../../../ui/pictures/place';
import { useMessages } from '../../../ui/use-messages';
import { readChannel } from '../../../trace/channel';
import { Absent } from './absent';
import { Drawer } from './drawer';
import { Figure, Figures } from './figure';
import { PixelBlock } from './pixel-block';
import { readingAt } from './resized-reading';
import { unitText } from './unit-text';
import styles from './resized-drawer.module.css';
import { texNumber } from './tex';
import type { StageView } from './stage-view';

/** From the image as it came to r(x): which native pixels a value is made of, and the network's own units. */
export function ResizedDrawer({ view }: { readonly view: StageView }) {
  const { samples, index, bench } = view;
  const native = samples.natives[index];
  if (!native || bench.units === 'unit') return <Absent stage="resized" />;
  return <Resizing view={view} native={native} />;
}

function Resizing({
  view,
  native,
}: {
  readonly view: StageView;
  readonly native: StageView['samples']['natives'][number];
}) {
  const { stages, pipeline } = useMessages();
  const text = stages.resized;
  const { bench, cell, probing } = view;
  const { side, resized } = bench;
  const channel = useExplorer(({ view: { channel: of } }) => readChannel(of));
  const unit = { side, normalisation: bench.normalisation };
  const reading = readingAt(native, unit, cell, channel);
  const units = unitText(bench.normalisation);
  const { zero, scale } = units.of(channel);
  const { rows, columns, value } = reading;
  const shown = valueAt(resized, cell, channel);
  const before = useMemo(() => nativePixels(native), [native]);
  const after = useMemo(
    () => naturalPixels(resized, { units: bench.normalisation, channel: 'all' }),
    [resized, bench.normalisation],
  );
  const taps = {
    x: columns.first / native.width,
    y: rows.first / native.height,
    width: columns.weights.length / native.width,
    height: rows.weights.length / native.height,
  };
  const sign = pipeline.channelSigns[channel]!;
  const count = rows.weights.length * columns.weights.length;
  const formula = String.raw`\resized_{${cell.row},${cell.column},\mathrm{${sign}}} = \frac{1}{${scale}}\Bigl(\sum_{a,b} w_a w_b\,\image_{a,b} - ${zero}\Bigr) = \frac{${texNumber(value, 1, 'image')} - ${zero}}{${scale}} = ${texNumber(shown, 3, 'resized')}`;
  return (
    <Drawer stage="resized" sentence={text.sentence(count, native.width > side)} formula={formula}>
      <Figures>
        <Figure
          title={text.before}
          note={text.beforeNote(native.width, native.height, native.channels)}
          part="image"
        >
          <Picture
            name={pipeline.image.name}
            summary={pipeline.nativeSummary(native.width, native.height)}
            pixels={before}
            probe={null}
            cell={taps}
            probing={probing}
          />
        </Figure>
        <Figure title={text.block(count)} note={text.blockNote} part="image" size="wide">
          <PixelBlock native={native} rows={rows} columns={columns} channel={channel} />
        </Figure>
        <Figure title={text.units} size="wide">
          <dl className={styles.numbers}>
            <div>
              <dt>{text.value}</dt>
              <dd>{signed(value, 1)}</dd>
            </div>
            {channelIndices.map((of) => (
              <div key={of} data-chosen={of === channel || undefined}>
                <dt>{pipeline.channelSigns[of]}</dt>
                <dd>
                  {units.written(of, signed(readingAt(native, unit, cell, of).value, 1))} ={' '}
                  <b>{signed(valueAt(resized, cell, of), 3)}</b>
                </dd>
              </div>
            ))}
          </dl>
          <p className={styles.aside}>{text.unitsNote(units.formulas, units.means, units.deviations)}</p>
        </Figure>
        <Figure title={text.after} note={text.afterNote(side, units.from, units.to)} part="resized">
          <Picture
            name={pipeline.resized.name}
            summary={pipeline.nativeSummary(side, side)}
            pixels={after}
            probe={areaOf(cell, side, side)}
            probing={probing}
          />
        </Figure>
      </Figures>
    </Drawer>
  );
}
