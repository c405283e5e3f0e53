import { useEffect, useState } from 'react';
import { useTheme } from '../../ui/pictures/use-theme';
import { Button } from '../../ui/controls/button';
import { Icon } from '../../ui/controls/icon';
import { Legend } from '../../ui/pictures/legend';
import { useMessages } from '../../ui/use-messages';
import { LivingSample } from './living-sample';
import styles from './living.module.css';
import type { OpeningRun } from './opening-run';

/** The first of the test set: nobody has picked those that turn out well. */
const shown = 4;

/** Milliseconds that a stored step stays: all of them together take a few seconds, however many there are. */
const stay = (steps: number) => Math.max(90, Math.min(700, 6000 / steps));

const asksForLessMotion = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/**
 * What this is about, at second zero: masks unfold over the stored steps of the recorded run, once; then they rest at
 * its end. A person who asks for less motion finds them there.
 */
export function Living({ opening }: { readonly opening: OpeningRun }) {
  const { door, format, translated } = useMessages();
  const text = door.living;
  const theme = useTheme();
  const { run, snapshots, limit } = opening;
  const { index, playing, play, stop } = usePlayedOnce(snapshots.length);
  const snapshot = snapshots[index] ?? opening.newest;
  const facts = {
    data: translated(run.config.data),
    side: run.config.method.side,
    seed: run.config.training.seed,
    accuracy: format.percent(run.last?.testAccuracy ?? 0),
    tests: run.testCount ?? 0,
  };
  return (
    <section className={styles.living} aria-label={text.region}>
      <ul className={styles.samples}>
        {run.samples?.ids.slice(0, shown).map((id) => (
          <LivingSample key={id} {...{ opening, snapshot, theme }} sampleId={id} />
        ))}
      </ul>
      <div className={styles.foot}>
        <p className={styles.step}>
          <Button look="quiet" onClick={playing ? stop : play}>
            <Icon name={playing ? 'pause' : 'reset'} />
            {playing ? text.stop : text.play}
          </Button>
          <span className={styles.number}>{text.step(snapshot.step, run.totalSteps)}</span>
        </p>
        <div className={styles.legend}>
          <Legend name={text.region} limit={limit} theme={theme} marks={[]} clipped />
        </div>
        {run.last && run.testCount !== null && <p className={styles.caption}>{text.caption(facts)}</p>}
      </div>
    </section>
  );
}

/** Goes once over the stored steps, from the first to the last; more of them may arrive under way. */
function usePlayedOnce(count: number) {
  // 0..1 of the way, so that it goes on where it was when more steps arrive
  const [share, setShare] = useState(() => (asksForLessMotion() ? 1 : 0));
  const [going, setGoing] = useState(() => !asksForLessMotion());
  const playing = going && share < 1;
  useEffect(() => {
    if (!playing || count < 2) return;
    const timer = setInterval(() => setShare((before) => Math.min(1, before + 1 / (count - 1))), stay(count));
    return () => clearInterval(timer);
  }, [playing, count]);
  return {
    index: Math.round(share * (count - 1)),
    playing,
    play: () => {
      setShare(0);
      setGoing(true);
    },
    stop: () => setGoing(false),
  };
}
