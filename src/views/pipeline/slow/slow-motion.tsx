import { useId, useLayoutEffect, useRef, useState } from 'react';
import { useInspection } from '../../../controller/use-inspection';
import { slowDown } from '../../../store/actions';
import { MOST_STEPS, stepAfter } from '../../../store/inspections';
import { subStepIds, type SubStepId } from '../../../store/view';
import { Button } from '../../../ui/controls/button';
import { Icon } from '../../../ui/controls/icon';
import { Segments } from '../../../ui/controls/segments';
import { useMessages } from '../../../ui/use-messages';
import { AnswerStep } from '../open/answer-step';
import { Asked } from '../open/asked';
import { isOfBench } from '../open/of-bench';
import { drawerId } from '../open/open-button';
import drawerStyles from '../open/drawer.module.css';
import styles from './slow-motion.module.css';
import { StepNumbers } from './step-numbers';
import { StepPictures } from './step-pictures';
import { useStepSentence } from './step-sentence';
import { neighbour, usePlayer } from './use-player';
import type { StepInspection, StepOnly } from '../../../data/inspection';
import type { StageView } from '../open/stage-view';

interface SlowMotionProps {
  readonly at: SubStepId;
  readonly view: StageView;
  /** a person opened it, not a link */
  readonly byHand: boolean;
}

/** One training step on a copy of the run, part by part: what happens now, with the numbers of this step. */
export function SlowMotion({ at, view, byHand }: SlowMotionProps) {
  const { slow: text } = useMessages();
  const title = useId();
  const { runId, sampleId } = view;
  const { only, after, choose, goOn, restart } = useCopy();
  const asked = useInspection(runId, { what: 'step', sampleId, only, after });
  // of another step than the pictures', its numbers stay away
  const answer = isOfBench(view, asked) ? (asked?.answer ?? null) : null;
  const player = usePlayer(at, { byHand });
  const sentence = useStepSentence(at, { view, answer });
  const heading = useSlowFocus({ byHand });
  const place = subStepIds.indexOf(at);
  const full = after.length >= MOST_STEPS - 1;

  return (
    <section id={drawerId} className={drawerStyles.drawer} aria-labelledby={title}>
      <header className={drawerStyles.head}>
        <div className={drawerStyles.title}>
          <h3 ref={heading} id={title} tabIndex={-1}>
            {text.title}
          </h3>
          <Button
            look="quiet"
            data-control
            aria-label={text.close}
            title={text.close}
            onClick={() => slowDown(null)}
          >
            <Icon name="close" />
          </Button>
        </div>
        <p className={styles.now} role="status">
          <b>{text.names[at]}</b> {sentence}
        </p>
        <div className={drawerStyles.tools}>
          <div className={styles.player} role="group" aria-label={text.steps}>
            <Button
              aria-label={text.back}
              title={text.back}
              disabled={place === 0}
              onClick={() => player.go(neighbour(at, -1))}
            >
              <Icon name="back" />
            </Button>
            <Button aria-label={player.playing ? text.pause : text.play} onClick={player.toggle}>
              <Icon name={player.playing ? 'pause' : 'play'} />
            </Button>
            <Button
              aria-label={text.forward}
              title={text.forward}
              disabled={place === subStepIds.length - 1}
              onClick={() => player.go(neighbour(at, 1))}
            >
              <Icon name="forward" />
            </Button>
          </div>
          <Segments
            label={text.only}
            value={only ?? 'both'}
            options={(['both', 'pattern', 'mask'] as const).map((value) => ({
              value,
              label: text.onlyOptions[value],
            }))}
            onChange={(value) => choose(value === 'both' ? null : value)}
          />
          <Button
            data-control
            disabled={!answer || full}
            title={full ? text.most(MOST_STEPS) : undefined}
            onClick={() => {
              if (answer) goOn(answer);
              player.go(subStepIds[0]);
            }}
          >
            {text.again}
          </Button>
          {after.length > 0 && (
            <Button look="quiet" onClick={restart}>
              {text.restart}
            </Button>
          )}
        </div>
      </header>
      <div
        className={drawerStyles.body}
        onPointerEnter={() => player.hold(true)}
        onPointerLeave={() => player.hold(false)}
        onFocus={() => player.hold(true)}
        onBlur={() => player.hold(false)}
      >
        <ol className={styles.steps} aria-label={text.steps}>
          {subStepIds.map((id) => (
            <li key={id} aria-current={id === at ? 'step' : undefined}>
              <button type="button" className={styles.step} onClick={() => player.go(id)}>
                {text.names[id]}
              </button>
            </li>
          ))}
        </ol>
        <div className={styles.contents}>
          <StepPictures at={at} view={view} answer={answer} />
          <div className={styles.numbers}>
            <Asked asked={asked} />
            <AnswerStep view={view} asked={asked} />
            {answer && <StepNumbers at={at} view={view} answer={answer} />}
            <p className={styles.aside}>
              {text.taken(after.length)} {answer && !answer.moments && text.noMoments}
            </p>
          </div>
        </div>
      </div>
    </section>
  );
}

/** Which steps the copy has taken, and what this one moves. */
function useCopy() {
  const [only, choose] = useState<StepOnly>(null);
  const [after, setAfter] = useState<readonly StepOnly[]>([]);
  return {
    only,
    after,
    choose,
    goOn: (answer: StepInspection) => setAfter(stepAfter(answer, { sampleId: answer.sampleId, only }).after),
    restart: () => setAfter([]),
  };
}

/** Opened by its button it takes the focus, closed it gives it back; see the drawers. */
function useSlowFocus({ byHand }: { readonly byHand: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    const section = heading.current?.closest('section');
    if (byHand) heading.current?.focus({ preventScroll: true });
    return () => {
      if (!section?.contains(document.activeElement)) return;
      // its button comes back with the row that this one replaced
      requestAnimationFrame(() =>
        document.querySelector<HTMLElement>('[data-slows]')?.focus({ preventScroll: true }),
      );
    };
  }, [byHand]);
  return heading;
}
