import { useMemo } from 'react';
import { limitOfMost } from '../../../lib/limit';
import { Button } from '../../../ui/controls/button';
import { FeatureSheet } from '../../../ui/pictures/feature-sheet';
import { columnsFor, type CellSpan } from '../../../ui/pictures/map-sheet';
import { signed, tick } from '../../../ui/pictures/number';
import { Picture } from '../../../ui/pictures/picture';
import { naturalPixels } from '../../../ui/pictures/pixels';
import { areaOf } from '../../../ui/pictures/place';
import { useMessages } from '../../../ui/use-messages';
import { cellOver } from './generator-geometry';
import styles from './generator-stage.module.css';
import type { FeatureMap } from '../../../data/inspection';
import type { StageFacts } from './generator-facts';
import type { StageView } from './stage-view';

interface GeneratorStageProps {
  readonly name: string;
  /** r(x) itself */
  readonly isInput: boolean;
  /** null for r(x) itself and its thumbnail */
  readonly facts: StageFacts | null;
  /** null until the run has answered */
  readonly map: FeatureMap | null;
  /** the one in view: its channels are larger */
  readonly open: boolean;
  /** the coarse mask: on the range of the masks above */
  readonly isMask: boolean;
  /** what of this map the probed mask cell has seen */
  readonly span: CellSpan | null;
  readonly view: StageView;
  /** the channel that is pointed at */
  readonly channel: number | null;
  onChannel(channel: number | null): void;
  onOpen(): void;
}

/** One stage of the mask network with all its channels on one range. */
export function GeneratorStage(props: GeneratorStageProps) {
  const { name, isInput, facts, map, open, isMask, view, onOpen } = props;
  const { stages, format } = useMessages();
  const text = stages.mask;
  const limit = useMemo(
    () => (isMask ? view.limit : map ? limitOfMost(map.values) : 1),
    [isMask, map, view.limit],
  );
  return (
    <li className={styles.stage} data-open={open || undefined} data-input={isInput || undefined}>
      <Button look="quiet" className={styles.name} aria-pressed={open} onClick={onOpen}>
        {name}
      </Button>
      <div className={styles.picture}>
        {isInput ? (
          <Seen {...props} />
        ) : map ? (
          <Maps {...props} map={map} limit={limit} />
        ) : (
          <span className={styles.blank} />
        )}
      </div>
      {map && <p className={styles.size}>{text.size(map.height, map.width, map.channels)}</p>}
      {facts && (
        <p className={styles.note}>
          {open && `${text.does(facts.operations, facts.inputs, facts.outputs)}. `}
          {text.parameters(format.count(facts.parameters))}
        </p>
      )}
      {map && !isInput && (
        <p className={styles.note}>{isSigned(map) ? `±${tick(limit)}` : `0 … ${tick(limit)}`}</p>
      )}
      {open && map && !isInput && <Reading {...props} map={map} />}
    </li>
  );
}

/** r(x), and what of it the probed mask cell has seen. */
function Seen({ name, span, view: { bench, cell, probing } }: GeneratorStageProps) {
  const { pipeline } = useMessages();
  const { side } = bench;
  const pixels = useMemo(() => naturalPixels(bench.resized, { units: bench.units, channel: 'all' }), [bench]);
  const share = (at: number) => Math.max(0, Math.min(side, at)) / side;
  const field = span && {
    x: share(span.left),
    y: share(span.top),
    width: share(span.right + 1) - share(span.left),
    height: share(span.bottom + 1) - share(span.top),
  };
  return (
    <Picture
      name={name}
      summary={pipeline.nativeSummary(side, side)}
      pixels={pixels}
      probe={areaOf(cell, side, side)}
      cell={field}
      probing={probing}
    />
  );
}

function Maps(props: GeneratorStageProps & { readonly map: FeatureMap; readonly limit: number }) {
  const { name, map, open, isMask, span, view, channel, onChannel, limit } = props;
  const { stages } = useMessages();
  return (
    <FeatureSheet
      name={stages.mask.channelsOf(name)}
      summary={stages.mask.summary(map.height, map.width, map.channels, tick(limit))}
      map={map}
      columns={isMask ? (open ? 3 : 2) : columnsFor(map.channels, open ? 2.1 : 1)}
      small={!open}
      limit={limit}
      span={span}
      channel={open ? channel : null}
      probing={view.probing}
      {...(open ? { onChannel } : {})}
    />
  );
}

/** The value under the probe in the channel that is pointed at. */
function Reading({ map, channel, view }: GeneratorStageProps & { readonly map: FeatureMap }) {
  const { stages } = useMessages();
  const at = cellOver(view.cell, view.bench.side, map);
  const value =
    channel === null ? null : map.values[(at.row * map.width + at.column) * map.channels + channel];
  return (
    <p className={styles.reading}>
      {channel === null || value === undefined || value === null
        ? stages.mask.pointAt
        : stages.mask.reading(channel + 1, at.row, at.column, signed(value, 3))}
    </p>
  );
}

function isSigned({ values }: FeatureMap): boolean {
  return values.some((value) => value < 0);
}
