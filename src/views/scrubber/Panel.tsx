import { useMemo } from 'react';
import { advanceMarker, moveMarker, setPlaying } from '../../store/actions';
import { shownRun } from '../../store/selectors';
import { useExplorer, useExplorerParts, type ExplorerState } from '../../store/store';
import { Button } from '../../ui/controls/button';
import { Icon } from '../../ui/controls/icon';
import { Slider } from '../../ui/controls/slider';
import { useMessages } from '../../ui/use-messages';
import { ForkHere } from './fork-here';
import { epochPlaces, storedIndex } from './geometry';
import styles from './panel.module.css';
import { usePlayback } from './use-playback';
import type { RunView, Snapshot } from '../../store/run-view';

interface ScrubberPanelProps {
  /** whose stored steps; the run in the pipeline without. Must keep its identity */
  readonly runOf?: (state: ExplorerState) => RunView | null;
}

/** The page's one time marker over the steps that are stored; it never waits for the engine. */
export function ScrubberPanel({ runOf = shownRun }: ScrubberPanelProps) {
  const { scrubber: text } = useMessages();
  const steps = useExplorerParts((state) => runOf(state)?.snapshots.map(({ step }) => step) ?? []);
  const step = useExplorer(({ view }) => view.step);
  const playing = useExplorer(({ view }) => view.playing);
  const stepsPerEpoch = useExplorer((state) => runOf(state)?.stepsPerEpoch ?? 0);
  const epochs = useExplorer((state) => runOf(state)?.config.training.epochs ?? 0);
  const places = useMemo(() => epochPlaces(steps, stepsPerEpoch), [steps, stepsPerEpoch]);
  usePlayback(steps, playing);

  const last = steps.length - 1;
  if (last < 0) return <p className={styles.empty}>{text.empty}</p>;
  const index = storedIndex(steps, step);
  const stored = steps[index]!;
  const marked = step ?? stored;
  const when = marked === 0 ? text.start : text.epoch(epochOf(marked, stepsPerEpoch), epochs);

  const play = () => {
    // at the end, play begins again
    if (!playing && index === last) advanceMarker(steps[0]!);
    setPlaying(!playing);
  };

  return (
    <section className={styles.scrubber} aria-label={text.title}>
      <Button look="quiet" aria-label={playing ? text.pause : text.play} disabled={last === 0} onClick={play}>
        <Icon name={playing ? 'pause' : 'play'} />
      </Button>
      <p className={styles.when}>
        <b>{text.at(marked)}</b>
        <span>{stored === marked ? when : text.pictures(stored)}</span>
      </p>
      <div className={styles.track}>
        <Slider
          label={text.slider}
          value={index}
          min={0}
          max={Math.max(1, last)}
          disabled={last === 0}
          valueText={`${text.at(stored)}, ${when}`}
          onChange={(to) => moveMarker(to >= last ? null : steps[to]!)}
        />
        <span className={styles.epochs} aria-hidden="true">
          {places.map((place) => (
            <i key={place} style={{ left: `${place * 100}%` }} />
          ))}
        </span>
      </div>
      <Button
        look="quiet"
        className={styles.follow}
        aria-pressed={step === null}
        title={text.followHint}
        onClick={() => moveMarker(null)}
      >
        {text.follow}
      </Button>
      <ForkHere step={marked} />
    </section>
  );
}

/** 1-based epoch that a step belongs to. */
function epochOf(step: Snapshot['step'], stepsPerEpoch: number): number {
  return stepsPerEpoch > 0 ? Math.ceil(step / stepsPerEpoch) : 1;
}
