import { SwitchesPanel } from '../../views/switches/Panel';
import { useKnockOuts, useTrainingQueue } from '../use-two-meanings';

/** The questions with both of a switch's meanings, as in the rail of Explore. */
export function ShownSwitches() {
  return <SwitchesPanel knockOuts={useKnockOuts()} queue={useTrainingQueue()} />;
}
