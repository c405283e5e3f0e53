import { useController } from '../../controller/use-controller';
import type { Slide } from '../../data/deck';
import { changeSettings, showRun } from '../../store/actions';
import { runConfig, sameRun } from '../../store/run-config';
import { isActive } from '../../store/selectors';
import { slideState } from '../../store/slide-state';
import { explorer, useExplorer } from '../../store/store';
import { Button } from '../../ui/controls/button';
import { Icon } from '../../ui/controls/icon';
import { useMessages } from '../../ui/use-messages';
import { RunBarPanel } from '../../views/run-bar/Panel';
import styles from './stage.module.css';

/** Trains with the slide's settings where the device allows; until then, and without, the recorded run stands. */
export function TrainHere({ live }: { readonly live: NonNullable<Slide['live']> }) {
  const { lecture } = useMessages();
  const controller = useController();
  const text = lecture.stage;
  const wanted = () => slideState(live, explorer.getState()).state.settings;
  const mine = useExplorer((state) => {
    const run = state.runs.find(({ id }) => id === state.live.runId);
    return run !== undefined && sameRun(run.config, runConfig(wanted()));
  });
  const busy = useExplorer((state) => isActive(state)) && !mine;
  const train = () => {
    changeSettings(wanted());
    showRun(null);
    controller.play();
  };
  if (mine) {
    return (
      <div className={styles.train} role="group" aria-label={text.training}>
        <strong>{text.training}</strong>
        <RunBarPanel />
      </div>
    );
  }
  return (
    <div className={styles.train}>
      <Button disabled={busy} onClick={train}>
        <Icon name="play" />
        {text.train}
      </Button>
      {busy && <span>{text.cannotTrain}</span>}
    </div>
  );
}
