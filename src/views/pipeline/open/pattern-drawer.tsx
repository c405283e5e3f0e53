import { useMemo } from 'react';
import { shownRun } from '../../../store/selectors';
import { useExplorer } from '../../../store/store';
import { greatestMagnitude, valueAt } from '../../../ui/pictures/field';
import { niceLimit } from '../../../lib/limit';
import { signed, tick } from '../../../ui/pictures/number';
import { Picture } from '../../../ui/pictures/picture';
import { divergingPixels, signedPixels } from '../../../ui/pictures/pixels';
import { areaOf } from '../../../ui/pictures/place';
import { useTheme } from '../../../ui/pictures/use-theme';
import { ValueHistogram } from '../../../ui/pictures/value-histogram';
import { useMessages } from '../../../ui/use-messages';
import { chosen } from '../../../trace/channel';
import { Absent } from './absent';
import { Drawer } from './drawer';
import { Figure, Figures } from './figure';
import { growthOf, normOf, spreads, valuesOf } from './pattern-facts';
import styles from './pattern-drawer.module.css';
import { Sparkline } from './sparkline';
import { texNumber } from './tex';
import type { Field } from '../../../ui/pictures/field';
import type { StageView } from './stage-view';

const noSnapshots: NonNullable<ReturnType<typeof shownRun>>['snapshots'] = [];

/** δ by its values: how they are spread, where the probed one lies, how it grew from zero. */
export function PatternDrawer({ view }: { readonly view: StageView }) {
  const { pattern } = view.bench;
  return pattern ? <Pattern view={view} pattern={pattern} /> : <Absent stage="pattern" />;
}

function Pattern({ view, pattern }: { readonly view: StageView; readonly pattern: Field }) {
  const { stages, pipeline, format } = useMessages();
  const text = stages.pattern;
  const theme = useTheme();
  const { bench, cell, probing, gains, snapshot } = view;
  const channel = useExplorer(({ view: { channel: of } }) => chosen(of));
  const of = channel === 'all' ? 0 : channel;
  const snapshots = useExplorer((state) => shownRun(state)?.snapshots ?? noSnapshots);
  const growth = useMemo(() => growthOf(snapshots), [snapshots]);
  const bounded = bench.part.pattern === 'pixels';
  const gain = bounded ? 2 : gains.pattern;
  const pixels = useMemo(
    () =>
      channel === 'all'
        ? signedPixels(pattern, gain)
        : divergingPixels(pattern, { channel, limit: 1 / gain, theme }),
    [pattern, channel, gain, theme],
  );
  const values = useMemo(() => valuesOf(pattern, channel), [pattern, channel]);
  const limit = niceLimit(greatestMagnitude(pattern.values));
  const facts = useMemo(() => spreads(pattern), [pattern]);
  const value = valueAt(pattern, cell, of);
  const storedAt = snapshot.patternStep ?? snapshot.step;
  // of the shown picture's own, where each has one; a bounded one is shown as σ(δ)
  const norm = useMemo(() => normOf(pattern.values), [pattern]);
  const symbol = bounded ? String.raw`\sigma(\pattern)` : String.raw`\pattern`;
  const sign = pipeline.channelSigns[of]!;
  const whose = channel === 'all' ? text.allChannels : pipeline.channels[channel]!;
  const formula = String.raw`${symbol}_{${cell.row},${cell.column},\mathrm{${sign}}} = ${texNumber(value, 4, 'pattern')} \qquad \lVert${symbol}\rVert_2 = ${texNumber(norm, 2, 'pattern')}`;
  return (
    <Drawer
      stage="pattern"
      sentence={text[bounded ? 'bounded' : 'sentence'](format.count(pattern.values.length))}
      formula={formula}
    >
      <Figures>
        <Figure title={text.picture(storedAt)} note={text.shown(gain, tick(1 / gain))} part="pattern">
          <Picture
            name={pipeline.pattern.name}
            summary={text.shown(gain, tick(1 / gain))}
            pixels={pixels}
            probe={areaOf(cell, bench.side, bench.side)}
            probing={probing}
          />
        </Figure>
        <Figure
          title={text.histogram(whose)}
          note={text.histogramNote(format.count(values.length), tick(limit), signed(value, 4))}
          size="wide"
        >
          <ValueHistogram
            name={`${text.histogram(whose)}. ${text.histogramNote(format.count(values.length), tick(limit), signed(value, 4))}`}
            values={values}
            limit={limit}
            mark={value}
          />
        </Figure>
        <Figure title={text.spread} size="wide">
          <table className={styles.spread}>
            <thead>
              <tr>
                <td />
                {([text.least, text.mean, text.greatest, text.deviation] as const).map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {facts.map(({ least, mean, greatest, deviation }, i) => (
                <tr key={i} data-chosen={channel === i || undefined}>
                  <th scope="row">{pipeline.channelSigns[i]}</th>
                  {[least, mean, greatest, deviation].map((number, k) => (
                    <td key={k}>{signed(number, 4)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Figure>
        {growth.length > 1 && (
          <Figure title={text.growth} note={text.growthNote(growth.length)} size="wide">
            <Sparkline
              name={text.growthName(
                growth[0]!.step,
                signed(growth[0]!.norm, 2),
                growth.at(-1)!.step,
                signed(growth.at(-1)!.norm, 2),
              )}
              points={growth.map(({ step, norm: y }) => ({ x: step, y }))}
              at={storedAt}
            />
            <p className={styles.ends}>
              <span>{text.at(growth[0]!.step, signed(growth[0]!.norm, 2))}</span>
              <span>{text.at(growth.at(-1)!.step, signed(growth.at(-1)!.norm, 2))}</span>
            </p>
          </Figure>
        )}
      </Figures>
    </Drawer>
  );
}
