import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import type { Controller } from '../controller/controller';
import { ControllerContext } from '../controller/use-controller';
import { standsAlone } from '../store/lecture';
import { isPaired } from '../store/pair';
import { useExplorer } from '../store/store';
import type { Place } from '../store/view';
import { followLitPart } from '../ui/lit-part';
import { useMessages } from '../ui/use-messages';
import { CurvesPanel } from '../views/curves/Panel';
import { HelpPanel } from '../views/help/Panel';
import { NoticesPanel } from '../views/notices/Panel';
import { PipelinePanel } from '../views/pipeline/Panel';
import { ResultsPanel } from '../views/results/Panel';
import { RunsPanel } from '../views/runs/Panel';
import { SamplesPanel } from '../views/samples/Panel';
import { ScrubberPanel } from '../views/scrubber/Panel';
import { SwitchedOffPanel } from '../views/switched-off/Panel';
import styles from './app.module.css';
import { Header } from './header';
import { useKeptFocus } from './kept-focus';
import { usePageTheme } from './page-theme';
import { PanelBoundary } from './panel-boundary';
import { PrintFoot } from './print-foot';
import { Rail } from './rail';
import { SurveyJump, SurveySection } from './survey-section';
import { useMedia } from './use-media';
import { useShortcuts } from './use-shortcuts';

const Compare = lazy(async () => ({ default: (await import('./compare')).Compare }));
const Lecture = lazy(async () => ({ default: (await import('./lecture/lecture')).Lecture }));
const Alone = lazy(async () => ({ default: (await import('./lecture/alone')).Alone }));
const PairPanel = lazy(async () => ({ default: (await import('../views/pair/Panel')).PairPanel }));
const DataPlace = lazy(async () => ({ default: (await import('./data-place')).DataPlace }));
const Door = lazy(async () => ({ default: (await import('./door')).Door }));
const SavedPictures = lazy(async () => ({
  default: (await import('./saved-pictures')).SavedPictures,
}));

/** Where the switches stand beside the pictures; app.module.css has the same width. */
const wide = '(min-width: 60rem)';

export function App({ controller }: { readonly controller: Controller }) {
  const { app } = useMessages();
  const [helpOpen, setHelpOpen] = useState(false);
  const openHelp = useCallback(() => setHelpOpen(true), []);
  const beside = useMedia(wide);
  const place = useExplorer(({ view }) => view.place);
  const alone = useExplorer(standsAlone);
  const railed = place === 'explore' || place === 'compare';
  useShortcuts({ controller, openHelp });
  usePageTheme();
  useKeptFocus(place);
  useEffect(() => followLitPart(document.documentElement), []);
  if (alone) {
    return (
      <ControllerContext value={controller}>
        <PanelBoundary name={app.places.lecture}>
          <Suspense fallback={<p className={styles.opening}>{app.openingPlace}</p>}>
            <Alone />
          </Suspense>
        </PanelBoundary>
      </ControllerContext>
    );
  }
  return (
    <ControllerContext value={controller}>
      <a className={styles.skip} href="#pictures">
        {app.skip}
      </a>
      <div className={styles.page} data-railed={railed || undefined} data-place={place}>
        <Header onHelp={openHelp} sheet={railed && !beside} place={place} />
        {beside && railed && <Rail place={place} />}
        <main className={styles.main} id="pictures" tabIndex={-1}>
          <NoticesPanel />
          <PanelBoundary key={place} name={app.places[place]}>
            <Suspense fallback={<p className={styles.opening}>{app.openingPlace}</p>}>
              <PlaceContents place={place} />
            </Suspense>
          </PanelBoundary>
          <PrintFoot />
        </main>
      </div>
      <Suspense>
        <SavedPictures />
      </Suspense>
      <HelpPanel open={helpOpen} onOpenChange={setHelpOpen} />
    </ControllerContext>
  );
}

function PlaceContents({ place }: { readonly place: Place }) {
  switch (place) {
    case 'door':
      return <Door />;
    case 'explore':
      return <Explore />;
    case 'compare':
      return <Compare />;
    case 'lecture':
      return <Lecture />;
    case 'data':
      return <DataPlace />;
    default:
      return place satisfies never;
  }
}

/** One run and its pictures. */
function Explore() {
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
        <PanelBoundary name={panels.switchedOff}>
          <SwitchedOffPanel />
        </PanelBoundary>
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
  const paired = useExplorer(isPaired);
  if (!paired) return <PipelinePanel />;
  return (
    <Suspense fallback={<PipelinePanel />}>
      <PairPanel />
    </Suspense>
  );
}
