import { useEffect, useState } from 'react';
import { useInspection } from '../../../controller/use-inspection';
import { lookAt } from '../../../store/actions';
import { explorer, useExplorer } from '../../../store/store';
import { Button } from '../../../ui/controls/button';
import { Icon } from '../../../ui/controls/icon';
import { Slider } from '../../../ui/controls/slider';
import { useMessages } from '../../../ui/use-messages';
import { AnswerStep } from './answer-step';
import { Asked } from './asked';
import { Drawer } from './drawer';
import styles from './mapping-drawer.module.css';
import { MappingMatrix } from './mapping-matrix';
import { differences, stepAt, type MappingStep } from './mapping-steps';
import { isOfBench } from './of-bench';
import { shortName } from './source-name';
import type { MappingInspection } from '../../../data/inspection';
import type { StageView } from './stage-view';

const formula = String.raw`d_{s,t} = \#\{\,y = t,\ \arg\max \network(\prompted) = s\,\} \qquad \mapping_{t^*} = s^*,\ \ (s^*, t^*) = \arg\max_{\text{free}} d`;

/** How π came about: the frequency matrix, and its greedy assignments one by one. */
export function MappingDrawer({ view }: { readonly view: StageView }) {
  const { stages: text } = useMessages();
  const asked = useInspection(view.runId, { what: 'mapping' });
  const answer = asked?.answer ?? null;
  const detail = useExplorer(({ view: { detail: of } }) => of);
  const step = answer && stepAt(answer, detail ?? answer.picks.length - 1);
  if (!answer || !step) {
    return (
      <Drawer stage="mapping" sentence={text.mapping.sentence} formula={formula}>
        <Asked asked={asked} />
      </Drawer>
    );
  }
  return (
    <Drawer
      stage="mapping"
      sentence={text.mapping.sentence}
      formula={formula}
      tools={<Player answer={answer} at={step.at} />}
    >
      <Sentence view={view} answer={answer} step={step} />
      <MappingMatrix view={view} answer={answer} step={step} />
      <AnswerStep view={view} asked={asked} />
      <Use view={view} answer={answer} ofBench={isOfBench(view, asked)} />
    </Drawer>
  );
}

/** milliseconds that one assignment is shown */
const pace = 1250;

function Player({ answer, at }: { readonly answer: MappingInspection; readonly at: number }) {
  const { stages } = useMessages();
  const text = stages.mapping;
  const [playing, setPlaying] = useState(false);
  const last = answer.picks.length - 1;
  useEffect(() => {
    if (!playing) return;
    const timer = setInterval(() => {
      const now = explorer.getState().view.detail ?? 0;
      if (now >= last) setPlaying(false);
      else lookAt(now + 1);
    }, pace);
    return () => clearInterval(timer);
  }, [playing, last]);
  const go = (to: number) => {
    setPlaying(false);
    lookAt(Math.max(0, Math.min(last, to)));
  };
  const play = () => {
    if (!playing && at >= last) lookAt(0);
    setPlaying(!playing);
  };
  return (
    <div className={styles.player} role="group" aria-label={text.player}>
      <Button look="quiet" aria-label={text.back} disabled={at === 0} onClick={() => go(at - 1)}>
        <Icon name="back" />
      </Button>
      <Button aria-label={playing ? text.pause : text.play} onClick={play}>
        <Icon name={playing ? 'pause' : 'play'} />
      </Button>
      <Button look="quiet" aria-label={text.forward} disabled={at === last} onClick={() => go(at + 1)}>
        <Icon name="forward" />
      </Button>
      <Slider
        label={text.slider}
        value={at}
        min={0}
        max={last}
        valueText={text.at(at + 1, last + 1)}
        onChange={go}
      />
      <span className={styles.at}>{text.at(at + 1, last + 1)}</span>
    </div>
  );
}

interface StepProps {
  readonly view: StageView;
  readonly answer: MappingInspection;
  readonly step: MappingStep;
}

function Sentence({ view, step }: StepProps) {
  const { stages, translated } = useMessages();
  const text = stages.mapping;
  const source = (index: number) => shortName(view.sourceClasses[index] ?? String(index));
  const target = (index: number) => translated(view.classes[index] ?? String(index));
  const { pick, losers } = step;
  return (
    <p className={styles.sentence} role="status">
      {pick.count > 0
        ? text.picked(source(pick.source), target(pick.target), pick.count)
        : text.nothingLeft(source(pick.source), target(pick.target))}{' '}
      {losers
        .slice(0, 3)
        .map(({ target: loser, count, gets }) =>
          text.lost(target(loser), source(pick.source), count, gets && source(gets.source), gets?.count ?? 0),
        )
        .join(' ')}
      {losers.length > 3 && ` ${text.moreLosers(losers.length - 3)}`}
    </p>
  );
}

function Use({ view, answer, ofBench }: Omit<StepProps, 'step'> & { readonly ofBench: boolean }) {
  const { stages } = useMessages();
  const text = stages.mapping;
  const differing = differences(answer, view.snapshot.mapping);
  return (
    <p className={styles.use}>
      {text.counted(answer.total, answer.sources.length, answer.unlisted)}{' '}
      {ofBench && (answer.inUse || differing === 0 ? text.inUse : text.notInUse(differing, answer.targets))}
    </p>
  );
}
