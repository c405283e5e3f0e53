import { useMemo } from 'react';
import { limitOfMost } from '../../../lib/limit';
import { maskAreas } from '../../../trace/mask-areas';
import { readChannel } from '../../../trace/channel';
import { useExplorer } from '../../../store/store';
import { tick } from '../../../ui/pictures/number';
import { Picture } from '../../../ui/pictures/picture';
import { divergingPixels, signedPixels } from '../../../ui/pictures/pixels';
import { areaOf } from '../../../ui/pictures/place';
import { useTheme } from '../../../ui/pictures/use-theme';
import { useMessages } from '../../../ui/use-messages';
import { Figure } from '../open/figure';
import type { StepInspection } from '../../../data/inspection';
import type { StageView } from '../open/stage-view';

interface OfPattern {
  readonly view: StageView;
  /** [side, side, 3] */
  readonly values: Float32Array;
  readonly title: string;
}

/** A gradient by δ, or what a step adds to δ, round grey; the range holds all but the strongest half percent. */
export function PatternValues({ view, values, title }: OfPattern) {
  const { slow: text } = useMessages();
  const { bench, cell, probing } = view;
  const { side } = bench;
  const limit = useMemo(() => limitOfMost(values), [values]);
  const pixels = useMemo(
    () => signedPixels({ width: side, height: side, values }, 1 / limit),
    [side, values, limit],
  );
  return (
    <Figure title={title} note={text.pictures.range(tick(limit))} part="pattern">
      <Picture
        name={title}
        summary={text.pictures.range(tick(limit))}
        pixels={pixels}
        probe={areaOf(cell, side, side)}
        probing={probing}
      />
    </Figure>
  );
}

interface MaskChangeProps {
  readonly view: StageView;
  readonly mask: NonNullable<StepInspection['mask']>;
}

/** The mask of the picture in view after the step, less before it; one channel. */
export function MaskChange({ view, mask }: MaskChangeProps) {
  const { slow: text, pipeline } = useMessages();
  const theme = useTheme();
  const channel = useExplorer(({ view: { channel: of } }) => readChannel(of));
  const { bench, cell, probing } = view;
  const { width, height, before, after } = mask;
  const values = useMemo(() => after.map((value, i) => value - before[i]!), [before, after]);
  const limit = useMemo(() => limitOfMost(values), [values]);
  const pixels = useMemo(
    () => divergingPixels({ width, height, values }, { channel, limit, theme }),
    [width, height, values, channel, limit, theme],
  );
  const range = text.pictures.changeRange(pipeline.channels[channel]!, tick(limit));
  const area = maskAreas(cell, { grid: 'coarse', side: bench.side, patch: bench.patch, cells: height });
  return (
    <Figure title={text.pictures.maskChange} note={range} part="mask">
      <Picture
        name={text.pictures.maskChange}
        summary={range}
        pixels={pixels}
        ruled
        probe={null}
        cell={area.cell}
        probing={probing}
      />
    </Figure>
  );
}
