import { findBlock } from '../../core/ablation/registry';
import { useController } from '../../controller/use-controller';
import { changeSettings, showRun } from '../../store/actions';
import type { KnockOut } from '../../store/knock-out';
import { sameMethod, settingsOf } from '../../store/run-config';
import type { RunView } from '../../store/run-view';
import { isActive, shownRun } from '../../store/selectors';
import { explorer, useExplorer, type ExplorerState } from '../../store/store';
import { Button } from '../../ui/controls/button';
import { useMessages } from '../../ui/use-messages';
import styles from './switched-off.module.css';

/** Why the run on screen cannot show it, and what can be done. */
export function Refusal({ knockOut }: { readonly knockOut: KnockOut }) {
  const { switchedOff: text, translated } = useMessages();
  const controller = useController();
  const trained = useExplorer((state) => trainedLike(state, knockOut));
  const busy = useExplorer(isActive);
  const { refusal } = knockOut;
  if (!refusal) return null;
  if (refusal.why !== 'weights') return <p className={styles.definition}>{translated(refusal.sentence)}</p>;
  const train = () => {
    const { config } = shownRun(explorer.getState())!;
    changeSettings(settingsOf(config, explorer.getState().settings));
    controller.play();
  };
  return (
    <>
      <p className={styles.definition}>{text.noWeights}</p>
      <p className={styles.ways}>
        {!busy && <Button onClick={train}>{text.train}</Button>}
        {trained && <Button onClick={() => showRun(trained.id)}>{text.recorded(trained.label)}</Button>}
      </p>
    </>
  );
}

/** A run on the page that was trained with what is asked for, and else like the one on screen. */
function trainedLike(state: ExplorerState, { block, variant }: KnockOut): RunView | null {
  const shown = shownRun(state);
  if (!shown || findBlock(block).variants.every(({ id }) => id !== variant)) return null;
  const wanted = { ...shown.config, method: { ...shown.config.method, [block]: variant } };
  return state.runs.findLast(({ config }) => sameMethod(config, wanted)) ?? null;
}
