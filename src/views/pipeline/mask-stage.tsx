import { useMemo, useState } from 'react';
import { chooseChannel } from '../../store/actions';
import { useExplorer } from '../../store/store';
import { Segments } from '../../ui/controls/segments';
import { channelIndices, summarise, valueAt } from '../../ui/pictures/field';
import { signed } from '../../ui/pictures/number';
import { Picture } from '../../ui/pictures/picture';
import { divergingPixels } from '../../ui/pictures/pixels';
import { useTheme } from '../../ui/pictures/use-theme';
import { useMessages } from '../../ui/use-messages';
import { isShown } from '../../trace/channel';
import { maskAreas, type Grid } from '../../trace/mask-areas';
import type { maskOwner } from '../../trace/owner';
import styles from './mask-stage.module.css';
import { OpenButton } from './open/open-button';
import { Stage } from './stage';
import type { Bench } from '../../trace/bench';
import type { Cell, Field } from '../../ui/pictures/field';
import type { Probing } from '../../ui/pictures/picture';

interface MaskStageProps {
  readonly bench: Bench;
  readonly owner: ReturnType<typeof maskOwner>;
  /** a network made it, which can be looked into */
  readonly generated: boolean;
  /** g_φ(r(x)) [h, w, 3] */
  readonly mask: Field;
  /** m(x) [side, side, 3] */
  readonly maskFull: Field;
  /** half width of the colour range */
  readonly limit: number;
  readonly cell: Cell;
  readonly probing: Probing;
}

/** The heroes: the mask made for this image, one picture per channel, all on one colour scale. */
export function MaskStage({ bench, owner, generated, mask, maskFull, limit, cell, probing }: MaskStageProps) {
  const { pipeline: text } = useMessages();
  const theme = useTheme();
  const channel = useExplorer(({ view }) => view.channel);
  const [grid, setGrid] = useState<Grid>('coarse');
  const shown = grid === 'coarse' ? mask : maskFull;
  const pictures = useMemo(
    () => channelIndices.map((index) => divergingPixels(shown, { channel: index, limit, theme })),
    [shown, limit, theme],
  );
  const summaries = useMemo(() => channelIndices.map((index) => summarise(mask, index)), [mask]);
  const areas = maskAreas(cell, { grid, side: bench.side, patch: bench.patch, cells: mask.height });

  return (
    <Stage
      place="mask"
      sign="⊙"
      symbol="m(x)"
      note={text.mask.note(mask.height, owner)}
      opener={generated && <OpenButton stage="mask" />}
      tools={
        <>
          <OpenButton stage="upsampling" labelled />
          <Segments
            label={text.chooseGrid}
            value={grid}
            options={(['coarse', 'full'] as const).map((value) => ({
              value,
              label: text.grids[value],
              hint: text.gridHints[value],
            }))}
            onChange={(next) => setGrid(next)}
          />
          <Segments
            label={text.chooseChannel}
            value={channel}
            options={(['all', 'r', 'g', 'b'] as const).map((value) => ({
              value,
              label: text.channelOptions[value],
            }))}
            onChange={chooseChannel}
          />
        </>
      }
      value={
        <div className={styles.masks}>
          {channelIndices.map((index) => (
            <p key={index} className={styles.caption} data-dimmed={!isShown(channel, index) || undefined}>
              <b>{text.channelSigns[index]}</b>
              <span className={styles.value}>{signed(valueAt(maskFull, cell, index), 2)}</span>
              <span className={styles.mean}>{text.mask.mean(signed(summaries[index]!.mean, 2))}</span>
            </p>
          ))}
        </div>
      }
    >
      <div className={styles.masks}>
        {pictures.map((pixels, index) => (
          <Picture
            key={index}
            name={text.mask.name(text.channels[index]!)}
            summary={text.summary(
              mask.width,
              mask.height,
              signed(summaries[index]!.min, 2),
              signed(summaries[index]!.mean, 2),
              signed(summaries[index]!.max, 2),
            )}
            pixels={pixels}
            live={grid === 'coarse' ? 'mask' : 'maskFull'}
            ruled={grid === 'coarse'}
            dimmed={!isShown(channel, index)}
            probe={areas.probe}
            cell={areas.cell}
            probing={probing}
          />
        ))}
      </div>
    </Stage>
  );
}
