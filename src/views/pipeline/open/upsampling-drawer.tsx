import { useMemo } from 'react';
import { useExplorer } from '../../../store/store';
import { valueAt } from '../../../ui/pictures/field';
import { signed, tick } from '../../../ui/pictures/number';
import { Picture } from '../../../ui/pictures/picture';
import { divergingPixels } from '../../../ui/pictures/pixels';
import { areaOf } from '../../../ui/pictures/place';
import { useTheme } from '../../../ui/pictures/use-theme';
import { useMessages } from '../../../ui/use-messages';
import { readChannel } from '../../../trace/channel';
import { maskAreas } from '../../../trace/mask-areas';
import { Absent } from './absent';
import { Drawer } from './drawer';
import { Figure, Figures } from './figure';
import { KernelPlot } from './kernel-plot';
import { texNumber } from './tex';
import styles from './upsampling-drawer.module.css';
import { kernelsOf, patchAt, plotSpan, profileOf } from './upsampling-geometry';
import type { Field } from '../../../ui/pictures/field';
import type { StageView } from './stage-view';

/** From one value per patch to one per pixel: the probed pixel's patch, and what other ways would make of it. */
export function UpsamplingDrawer({ view }: { readonly view: StageView }) {
  const { mask, maskFull } = view.bench;
  if (!mask || !maskFull) return <Absent stage="upsampling" />;
  return <Upsampling view={view} mask={mask} maskFull={maskFull} />;
}

interface UpsamplingProps {
  readonly view: StageView;
  readonly mask: Field;
  readonly maskFull: Field;
}

function Upsampling({ view, mask, maskFull }: UpsamplingProps) {
  const { stages, pipeline, translated } = useMessages();
  const text = stages.upsampling;
  const theme = useTheme();
  const { bench, cell, probing, limit, config } = view;
  const { side, patch } = bench;
  const own = config.method.interpolation;
  const channel = useExplorer(({ view: { channel: of } }) => readChannel(of));
  const sign = pipeline.channelSigns[channel]!;
  const grid = { side, patch, cells: mask.height };
  const at = patchAt(cell, grid);
  const areas = maskAreas(cell, { grid: 'full', ...grid });
  const kernels = useMemo(() => kernelsOf(mask, { side, patch, cells: mask.height }), [mask, side, patch]);
  const profiles = kernels.map((kernel) => ({
    id: kernel.id,
    label: translated(kernel.label),
    profile: profileOf(kernel, at.column, mask.height),
  }));
  const pictures = useMemo(
    () => kernels.map(({ full }) => divergingPixels(full, { channel, limit, theme })),
    [kernels, channel, limit, theme],
  );
  const coarsePixels = useMemo(
    () => divergingPixels(mask, { channel, limit, theme }),
    [mask, channel, limit, theme],
  );
  const shift = Math.log2(patch);
  const formula =
    own === 'patch-wise'
      ? String.raw`m_{${cell.row},${cell.column},\mathrm{${sign}}} = {\coarse}_{\min(${cell.row} \gg ${shift},\,${grid.cells - 1}),\ \min(${cell.column} \gg ${shift},\,${grid.cells - 1}),\ \mathrm{${sign}}} = {\coarse}_{${at.row},${at.column},\mathrm{${sign}}} = ${texNumber(valueAt(maskFull, cell, channel), 2, 'mask')}`
      : String.raw`m_{${cell.row},${cell.column},\mathrm{${sign}}} = \sum_{a,b} A_{${cell.row},a}\, A_{${cell.column},b}\, {\coarse}_{a,b,\mathrm{${sign}}} = ${texNumber(valueAt(maskFull, cell, channel), 2, 'mask')}`;
  const uneven = side % patch === 0 ? null : text.uneven(side, patch, patch + (side % patch));
  const range = text.range(pipeline.channels[channel]!, tick(limit));
  return (
    <Drawer
      stage="upsampling"
      sentence={[text.sentence(mask.height, side, patch), uneven].filter(Boolean).join(' ')}
      formula={formula}
    >
      <Figures>
        <Figure title={text.coarse(mask.height)} note={range} part="mask">
          <Picture
            name={text.coarseName(pipeline.channels[channel]!)}
            summary={text.cell(at.row, at.column, signed(valueAt(mask, at, channel), 2))}
            pixels={coarsePixels}
            ruled
            probe={null}
            cell={maskAreas(cell, { grid: 'coarse', ...grid }).cell}
            probing={probing}
          />
          <p className={styles.words}>
            {text.cell(at.row, at.column, signed(valueAt(mask, at, channel), 2))}
          </p>
        </Figure>
        <Figure title={text.profile} note={text.profileNote(at.column)} size="wide">
          <KernelPlot
            name={text.profileName(
              profiles.map(({ label, profile }) => `${label} ${signed(profile[cell.column]!, 2)}`),
            )}
            kernels={profiles}
            own={own}
            span={plotSpan(at.left, at.width, grid)}
            at={cell.column}
          />
        </Figure>
        {kernels.map(({ id, label, taps, full }, i) => (
          <Figure
            key={id}
            title={text.kernel(translated(label), id === own)}
            note={text.taps(taps)}
            size="narrow"
            part={id === own ? 'upsampling' : undefined}
          >
            <Picture
              name={text.kernel(translated(label), id === own)}
              summary={range}
              pixels={pictures[i]!}
              probe={areaOf(cell, side, side)}
              cell={id === own ? areas.cell : null}
              probing={probing}
            />
            <p className={styles.value} data-kind={id}>
              <i aria-hidden="true" />
              {signed(valueAt(full, cell, channel), 2)}
            </p>
          </Figure>
        ))}
      </Figures>
    </Drawer>
  );
}
