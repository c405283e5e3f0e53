import { useMemo } from 'react';
import { runMagnitude } from '../../trace/bench';
import { BenchView } from './bench-view';
import { EmptyBench } from './empty-bench';
import { LivePlace } from './live/live-place';
import styles from './panel.module.css';
import { shownKnockedOut, shownRun, shownSampleId, shownSamples, shownSnapshot } from '../../store/selectors';
import { useExplorer, type ExplorerState } from '../../store/store';
import { useMessages } from '../../ui/use-messages';

const noSnapshots: NonNullable<ReturnType<typeof shownRun>>['snapshots'] = [];
/** with a part switched off now, those of the method that is left */
const shownConfig = (state: ExplorerState) =>
  shownKnockedOut(state)?.config ?? shownRun(state)?.config ?? null;
const seenSamples = (state: ExplorerState) => shownKnockedOut(state)?.samples ?? shownSamples(state);
const shownSnapshots = (state: ExplorerState) => shownRun(state)?.snapshots ?? noSnapshots;

/** The sample bench: the equation is the layout, every stage of one picture at one step at its true values. */
export function PipelinePanel() {
  const { pipeline: text } = useMessages();
  const config = useExplorer(shownConfig);
  const samples = useExplorer(seenSamples);
  const sampleId = useExplorer(shownSampleId);
  const snapshot = useExplorer(shownSnapshot);
  const snapshots = useExplorer(shownSnapshots);
  const magnitude = useMemo(() => runMagnitude(snapshots), [snapshots]);
  // amplified as the run is, so that both can be compared; without δ there is something else to amplify
  const newest = snapshot?.pattern ? snapshots.at(-1) : snapshot;

  return (
    <section className={styles.panel} aria-label={text.title}>
      {config && samples && snapshot && sampleId !== null ? (
        <>
          <LivePlace sampleId={sampleId} samples={samples} step={snapshot.step} />
          <BenchView
            config={config}
            samples={samples}
            sampleId={sampleId}
            snapshot={snapshot}
            newest={newest ?? snapshot}
            magnitude={magnitude}
          />
        </>
      ) : (
        <EmptyBench />
      )}
    </section>
  );
}
