import { isPaired } from '../store/pair';
import { useExplorer } from '../store/store';
import { Arriving } from '../ui/arriving';
import { useWanted } from '../ui/controls/use-wanted';
import { lazyPart } from '../ui/lazy-part';
import { useMessages } from '../ui/use-messages';
import { CurvesPanel } from '../views/curves/Panel';
import { PipelinePanel } from '../views/pipeline/Panel';
import { ResultsPanel } from '../views/results/Panel';
import { RunsPanel } from '../views/runs/Panel';
import { SamplesPanel } from '../views/samples/Panel';
import { ScrubberPanel } from '../views/scrubber/Panel';
import styles from './app.module.css';
import { PanelBoundary } from '../ui/panel-boundary';
import { SurveyJump, SurveySection } from './survey-section';

const SwitchedOffPanel = lazyPart(async () => (await import('../views/switched-off/Panel')).SwitchedOffPanel);
const PairPanel = lazyPart(async () => (await import('../views/pair/Panel')).PairPanel);

/** One run and its pictures. */
export function Explore() {
  const { panels } = useMessages().app;
  return (
    <>
      <div className={styles.bench}>
        <div className={styles.pictures}>
          <PanelBoundary name={panels.samples}>
            <RunsPanel />
            <SamplesPanel />
          </PanelBoundary>
        </div>
        <SwitchedOff />
        <PanelBoundary name={panels.pipeline}>
          <h2 className={styles.unseen}>{panels.pipeline}</h2>
          <Bench />
        </PanelBoundary>
        <div className={styles.time}>
          <PanelBoundary name={panels.scrubber}>
            <ScrubberPanel />
          </PanelBoundary>
        </div>
        <div className={styles.lower}>
          <PanelBoundary name={panels.curves}>
            <CurvesPanel />
          </PanelBoundary>
          <div className={styles.results}>
            <PanelBoundary name={panels.results}>
              <ResultsPanel />
            </PanelBoundary>
            <SurveyJump />
          </div>
        </div>
      </div>
      <SurveySection />
    </>
  );
}

/** One picture's way; two of them as soon as something is pinned beside it. */
function Bench() {
  const { panels } = useMessages().app;
  const paired = useExplorer(isPaired);
  if (!paired) return <PipelinePanel />;
  return (
    <Arriving name={panels.pair} waiting={<PipelinePanel />}>
      <PairPanel />
    </Arriving>
  );
}

/** Nothing of it is loaded before a part is switched off. */
function SwitchedOff() {
  const { panels } = useMessages().app;
  const wanted = useWanted(useExplorer(({ knockOut }) => knockOut !== null));
  return (
    wanted && (
      <Arriving name={panels.switchedOff}>
        <SwitchedOffPanel />
      </Arriving>
    )
  );
}
