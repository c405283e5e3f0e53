import { SwitchesPanel } from '../../views/switches/Panel';
import { useKnockOuts, useTrainingQueue } from '../use-two-meanings';
import styles from './shown-switches.module.css';

/** The questions with both of a switch's meanings, as in the rail of Explore, in as many columns as there is room for. */
export function ShownSwitches() {
  return (
    <div className={styles.columns}>
      <SwitchesPanel knockOuts={useKnockOuts()} queue={useTrainingQueue()} />
    </div>
  );
}
