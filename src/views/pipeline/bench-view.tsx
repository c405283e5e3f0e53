import { useMemo } from 'react';
import { masksPart } from '../../core/ablation/masks';
import { shownKnockedOut, shownKnockOut, shownRun } from '../../store/selectors';
import { useExplorer } from '../../store/store';
import { useMessages } from '../../ui/use-messages';
import { Answers } from './answers';
import { benchOf, gainOf } from '../../trace/bench';
import styles from './bench-view.module.css';
import { colourLimit } from '../../trace/colour-range';
import { FrameStage, NoMask } from './fixed-mask-stage';
import { LowerRow } from './lower-row';
import { maskOwner, patternOwner } from '../../trace/owner';
import { MaskStage } from './mask-stage';
import { NativeStage } from './native-stage';
import { NaturalStage } from './natural-stage';
import { DrawerPlace } from './open/drawer-place';
import { stageLights, subStepLights } from './open/lights';
import { OpenButton } from './open/open-button';
import { SignedStage } from './signed-stage';
import { SlowPlace } from './slow/slow-place';
import { Operator } from './stage';
import { useNetworkTitle } from '../../trace/network-title';
import { useProbe } from '../../trace/use-probe';
import type { RunConfig } from '../../core/method-config';
import type { SampleSet } from '../../data/snapshot';
import type { Snapshot } from '../../store/run-view';
import type { StageView } from './open/stage-view';

interface BenchViewProps {
  readonly config: RunConfig;
  readonly samples: SampleSet;
  readonly sampleId: string;
  /** at the time marker */
  readonly snapshot: Snapshot;
  /** the newest of the run: it sets the amplification of δ and δ ⊙ m for all steps */
  readonly newest: Snapshot;
  /** of the masks of the whole run, see `runMagnitude` */
  readonly magnitude: number;
}

const noNames: readonly string[] = [];

/** All stages of one sample at one step, laid out as the equation r(x) + δ ⊙ m(x) = x̃ and what follows from it. */
export function BenchView({ config, samples, sampleId, snapshot, newest, magnitude }: BenchViewProps) {
  const { pipeline: text } = useMessages();
  const runId = useExplorer((state) => shownRun(state)?.id ?? '');
  const slow = useExplorer(({ view }) => view.slow);
  const open = useExplorer(({ view }) => (view.slow ? null : view.open));
  const lights = slow ? subStepLights[slow] : open ? stageLights[open] : null;
  const classes = useExplorer((state) => shownRun(state)?.classes ?? noNames);
  const sourceClasses = useExplorer((state) => shownRun(state)?.sourceClasses ?? noNames);
  const range = useExplorer(({ view }) => view.range);
  const locked = useExplorer(({ view }) => view.lockedLimit);
  const off = useExplorer((state) => (shownKnockedOut(state) ? shownKnockOut(state) : null));

  const index = samples.ids.indexOf(sampleId);
  const row = snapshot.sampleIds.indexOf(sampleId);
  const bench = useMemo(
    () => benchOf({ config, samples, index, snapshot, row }),
    [config, samples, index, snapshot, row],
  );
  const gains = useMemo(() => {
    const last = benchOf({
      config,
      samples,
      index,
      snapshot: newest,
      row: newest.sampleIds.indexOf(sampleId),
    });
    return { pattern: gainOf(last.pattern), product: gainOf(last.product) };
  }, [config, samples, index, sampleId, newest]);
  const networkTitle = useNetworkTitle();
  const { cell, probing } = useProbe(bench.side, bench.patch);

  const { part, mask, maskFull, pattern, product, prompted } = bench;
  const bounded = part.pattern === 'pixels';
  const limit = colourLimit(range, { mask, magnitude, locked });
  const learned = mask !== null && maskFull !== null;
  const masked = learned || bench.frame !== null;
  const native = samples.natives[index];
  const view: StageView = {
    runId,
    config,
    samples,
    sampleId,
    index,
    row,
    snapshot,
    knockedOut: off !== null,
    bench,
    gains,
    limit,
    classes,
    sourceClasses,
    cell,
    probing,
  };
  const nativeSize = native ? text.image.size(native.width, native.height) : '';

  return (
    <article
      className={styles.bench}
      data-open={open ?? undefined}
      data-slow={slow ?? undefined}
      data-lights={lights?.join(' ')}
    >
      <NaturalStage
        place="resized"
        symbol="r(x)"
        opener={part.input !== 'bordered' && <OpenButton stage="resized" />}
        note={text.resized[part.input === 'bordered' ? 'bordered' : 'note'](nativeSize, bench.side)}
        name={text.resized.name}
        field={bench.resized}
        units={bench.units}
        cell={cell}
        probing={probing}
        from={native && <NativeStage native={native} cell={cell} side={bench.side} probing={probing} />}
      />
      {pattern && (
        <>
          <Operator place="plus">+</Operator>
          <SignedStage
            place="pattern"
            symbol={bounded ? 'σ(δ)' : 'δ'}
            opener={<OpenButton stage="pattern" />}
            note={bounded ? text.pattern.bounded : text.pattern.notes[patternOwner(config.method)]}
            name={text.pattern.name}
            field={pattern}
            gain={gains.pattern}
            natural={bounded}
            storedAt={snapshot.patternStep ?? snapshot.step}
            step={snapshot.step}
            cell={cell}
            probing={probing}
          />
        </>
      )}
      {masked && <Operator place="times">⊙</Operator>}
      {learned ? (
        <MaskStage
          bench={bench}
          owner={maskOwner(config.method, off)}
          generated={masksPart(config.method).from === 'generator'}
          mask={mask}
          maskFull={maskFull}
          limit={limit}
          cell={cell}
          probing={probing}
        />
      ) : bench.frame ? (
        <FrameStage frame={bench.frame} side={bench.side} cell={cell} probing={probing} />
      ) : (
        <NoMask
          why={part.mask.from === 'switches' ? 'unseen' : part.pattern === 'none' ? 'unprompted' : 'none'}
        />
      )}
      <Operator place="equals">=</Operator>
      {prompted && (
        <NaturalStage
          place="prompted"
          symbol="x̃"
          opener={product && <OpenButton stage="prompted" />}
          note={product ? text.prompted.note : text.prompted.same}
          name={text.prompted.name}
          field={prompted}
          units={bench.units}
          cell={cell}
          probing={probing}
        />
      )}
      <Operator place="arrow">→</Operator>
      {open && <DrawerPlace stage={open} view={view} />}
      {slow && <SlowPlace at={slow} view={view} />}
      {!open && !slow && <LowerRow view={view} />}
      <div className={styles.answers}>
        {row >= 0 && (
          <Answers
            snapshot={snapshot}
            row={row}
            classes={classes}
            sourceClasses={sourceClasses}
            network={networkTitle(config.backbone)}
            truth={samples.labels[index] ?? -1}
          />
        )}
      </div>
    </article>
  );
}
