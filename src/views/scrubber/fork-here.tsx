import { useState } from 'react';
import { useController } from '../../controller/use-controller';
import { forkPlan, type ForkPlan } from '../../store/fork';
import { shownRun } from '../../store/selectors';
import { explorer, useExplorer } from '../../store/store';
import { Button } from '../../ui/controls/button';
import { Icon } from '../../ui/controls/icon';
import { Popover } from '../../ui/controls/popover';
import { useMessages } from '../../ui/use-messages';
import styles from './panel.module.css';

/** Another variant goes on from the run on screen at the time marker: what that means, or why it cannot. */
export function ForkHere({ step }: { readonly step: number }) {
  const { scrubber } = useMessages();
  const trigger = (
    <Button look="quiet" data-control aria-label={scrubber.fork.open} title={scrubber.fork.open}>
      <Icon name="fork" />
    </Button>
  );
  return (
    <Popover trigger={trigger} title={scrubber.fork.title(step)}>
      <Plan step={step} />
    </Popover>
  );
}

function Plan({ step }: { readonly step: number }) {
  const { fork: text } = useMessages().scrubber;
  const controller = useController();
  const [begun, setBegun] = useState(false);
  // what the plan depends on; the run itself grows with every step
  useExplorer(({ settings }) => settings);
  useExplorer(({ library }) => library.entries);
  useExplorer((state) => shownRun(state)?.id);
  const state = explorer.getState();
  const origin = shownRun(state);
  if (!origin) return null;
  if (begun) return <p>{text.begun}</p>;
  const plan = forkPlan(state, origin, step);
  if (plan.refusal) return <p className={styles.refused}>{text.refusals[plan.refusal]}</p>;
  const begin = () => {
    setBegun(true);
    controller.fork(plan);
  };
  return (
    <div className={styles.plan}>
      <p>{text.changes(origin.label)}</p>
      <Changes changes={plan.changes} />
      <p>{text.about}</p>
      <Button look="primary" onClick={begin}>
        {text.begin}
      </Button>
    </div>
  );
}

function Changes({ changes }: Pick<ForkPlan, 'changes'>) {
  const { scrubber, translated } = useMessages();
  const { fork: text } = scrubber;
  return (
    <ul>
      {changes.map(({ part, from, to }) => (
        <li key={part}>
          {translated(part)}: {text.change(from, to)}
        </li>
      ))}
    </ul>
  );
}
