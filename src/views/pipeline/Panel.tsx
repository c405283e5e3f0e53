import { useMemo } from 'react';
import { runMagnitude } from './bench';
import { BenchView } from './bench-view';
import { EmptyBench } from './empty-bench';
import styles from './panel.module.css';
import { shownRun, shownSampleId, shownSamples, shownSnapshot } from '../../store/selectors';
import { useExplorer, type ExplorerState } from '../../store/store';
import { useMessages } from '../../ui/use-messages';

const noSnapshots: NonNullable<ReturnType<typeof shownRun>>['snapshots'] = [];
const shownConfig = (state: ExplorerState) => shownRun(state)?.config ?? null;
const shownSnapshots = (state: ExplorerState) => shownRun(state)?.snapshots ?? noSnapshots;

/** The sample bench: the equation is the layout, every stage of one picture at one step at its true values. */
export function PipelinePanel() {
  const { pipeline: text } = useMessages();
  const config = useExplorer(shownConfig);
  const samples = useExplorer(shownSamples);
  const sampleId = useExplorer(shownSampleId);
  const snapshot = useExplorer(shownSnapshot);
  const snapshots = useExplorer(shownSnapshots);
  const magnitude = useMemo(() => runMagnitude(snapshots), [snapshots]);

  return (
    <section className={styles.panel} aria-label={text.title}>
      {config && samples && snapshot && sampleId !== null ? (
        <BenchView
          config={config}
          samples={samples}
          sampleId={sampleId}
          snapshot={snapshot}
          newest={snapshots.at(-1) ?? snapshot}
          magnitude={magnitude}
        />
      ) : (
        <EmptyBench />
      )}
    </section>
  );
}
