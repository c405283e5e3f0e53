import { useMemo } from 'react';
import { maskAreas } from '../../trace/mask-areas';
import { cellIn, type PairStage } from '../../trace/pair-stages';
import { summarise, valueAt, type Cell, type ChannelIndex, type Field } from '../../ui/pictures/field';
import { signed, withSign } from '../../ui/pictures/number';
import { Picture, type Probing } from '../../ui/pictures/picture';
import { areaOf } from '../../ui/pictures/place';
import { useTheme } from '../../ui/pictures/use-theme';
import { useMessages } from '../../ui/use-messages';
import { absence, gainOfCell, pixelsOfCell, type CellSide } from './cell';
import styles from './pair.module.css';
import type { Drawn } from './use-pair';

interface PairCellProps {
  readonly drawn: Drawn;
  readonly stage: PairStage;
  readonly side: CellSide;
  readonly channel: ChannelIndex | 'all';
  readonly dimmed: boolean;
  /** in pixels of A's input */
  readonly cell: Cell;
  readonly probing: Probing;
}

/** One picture with its number at the probe; words where there is none. */
export function PairCell(props: PairCellProps) {
  const { drawn, stage, side, channel, dimmed, cell, probing } = props;
  const { pair: text, pipeline } = useMessages();
  const theme = useTheme();
  const field = stage[side];
  const alike = side === 'difference' && stage.same;
  const pixels = useMemo(
    () => (field && !alike ? pixelsOfCell(field, { drawn, stage, side, channel, theme }) : null),
    [field, alike, drawn, stage, side, channel, theme],
  );
  const summary = useMemo(() => field && summarise(field, channel), [field, channel]);
  const number = numberAt(props);
  if (!field || !pixels || !summary) {
    return (
      <div className={styles.cell} data-side={side} data-third={stage.id === 'mask' ? channel : undefined}>
        <p className={styles.absent}>{alike ? text.same : absence(props, text)}</p>
        <Value number={number} channel={channel} side={side} hint="" />
      </div>
    );
  }
  const own = side === 'b' ? drawn.b : drawn.a;
  const at = side === 'b' ? cellIn(cell, drawn.a.side, drawn.b.side) : cell;
  const name = text.of(
    text.signs[side],
    stage.id === 'mask' && channel !== 'all'
      ? text.mask(pipeline.channels[channel]!)
      : text.stages[stage.id].name,
  );
  const areas =
    stage.id === 'mask' && field.width < own.side
      ? maskAreas(at, { grid: 'coarse', side: own.side, patch: own.patch, cells: field.height })
      : { probe: areaOf(at, field.height, field.width), cell: null };
  const { gain, storedAt } = gainOfCell({ drawn, stage, side });
  const of = side === 'b' ? drawn.pair.b : drawn.pair.a;
  const { step } = of.snapshot;
  const hint = gain === null ? '' : storedAt === step ? text.amplified(gain) : text.stored(gain, storedAt);
  return (
    <div
      className={styles.cell}
      data-side={side}
      data-run={of.run.id}
      data-sample={of.sampleId}
      data-step={of.snapshot.step}
    >
      <Picture
        name={name}
        summary={`${pipeline.summary(field.width, field.height, ...spread(summary))} ${hint}`}
        pixels={pixels}
        ruled={stage.id === 'mask' && field.width < own.side}
        dimmed={dimmed}
        probe={areas.probe}
        cell={areas.cell}
        probing={probing}
      />
      <Value number={number} channel={channel} side={side} hint={hint} />
    </div>
  );
}

function spread({ min, mean, max }: ReturnType<typeof summarise>): [string, string, string] {
  return [signed(min, 3), signed(mean, 3), signed(max, 3)];
}

/** Of the stage as it counts in the equation: a mask per pixel, whatever is drawn. Null where there is none. */
function numberAt({ drawn, stage, side, channel, cell }: PairCellProps): number | null {
  const { a, b } = drawn;
  const index = channel === 'all' ? 0 : channel;
  const of = (bench: typeof a): Field | null => (stage.id === 'mask' ? bench.maskFull : bench[stage.id]);
  const read = (bench: typeof a) => {
    const field = of(bench);
    return field && valueAt(field, bench === a ? cell : cellIn(cell, a.side, b.side), index);
  };
  if (side !== 'difference') return read(drawn[side]);
  const [one, other] = [read(a), read(b)];
  return stage.difference && one !== null && other !== null ? other - one : null;
}

interface ValueProps {
  readonly number: number | null;
  readonly channel: ChannelIndex | 'all';
  readonly side: CellSide;
  readonly hint: string;
}

const decimals = 3;

function Value({ number, channel, side, hint }: ValueProps) {
  const { pipeline } = useMessages();
  return (
    <p className={styles.value}>
      {number !== null && (
        <>
          <b>{pipeline.channelSigns[channel === 'all' ? 0 : channel]}</b>
          <span>{side === 'difference' ? withSign(number, decimals) : signed(number, decimals)}</span>
        </>
      )}
      {hint && <small>{hint}</small>}
    </p>
  );
}
