import { useEffect, useState, useSyncExternalStore, type ComponentType } from 'react';
import { loadedOnce } from '../../../lib/loaded-once';
import { otherTexts } from '../../../messages/messages';
import { shownKnockedOut, shownRun } from '../../../store/selectors';
import { useExplorer, type ExplorerState } from '../../../store/store';
import type { SampleSet } from '../../../data/snapshot';
import type { LivePicturesProps } from './live-pictures';

const load = loadedOnce(async () => {
  const [{ LivePictures }] = await Promise.all([import('./live-pictures'), otherTexts()]);
  return LivePictures;
});

interface LivePlaceProps {
  readonly sampleId: string;
  readonly samples: SampleSet;
  readonly step: number;
}

/** Where the pictures of a run may come to life between its snapshots; loaded when the first one can. */
export function LivePlace(props: LivePlaceProps) {
  const lively = useSyncExternalStore(listenForMotion, allowsMotion);
  const shown = useExplorer(goesLive);
  const runId = lively ? shown : null;
  const [Part, setPart] = useState<ComponentType<LivePicturesProps> | null>(null);
  useEffect(() => {
    if (runId === null) return;
    // without it there are the snapshots
    load().then(
      (part) => setPart(() => part),
      () => undefined,
    );
  }, [runId]);
  return runId !== null && Part && <Part runId={runId} {...props} />;
}

/**
 * The shown run, if its next step can be drawn: it trains here, its newest step is on show as it is, and nobody takes
 * one apart. Held runs stay, so that a picture does not fall back to the last snapshot before the next one is here.
 */
function goesLive(state: ExplorerState): string | null {
  const { engine, live, queue, view } = state;
  if (engine.device?.drawing?.by !== 'device') return null;
  if (view.step !== null || view.open || view.slow || shownKnockedOut(state)) return null;
  const run = shownRun(state);
  const trains =
    run?.id === live.runId
      ? ['running', 'pausing', 'paused'].includes(live.status)
      : queue.some(({ id, state: at }) => id === run?.id && (at === 'running' || at === 'paused'));
  return run && trains ? run.id : null;
}

const lessMotion = () => matchMedia('(prefers-reduced-motion: reduce)');
const allowsMotion = (): boolean => !lessMotion().matches;

function listenForMotion(listener: () => void): () => void {
  const query = lessMotion();
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}
