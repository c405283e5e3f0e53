import { shownKnockedOut, shownRun } from '../../../store/selectors';
import { useExplorer } from '../../../store/store';
import { valueAt, type Cell, type ChannelIndex } from '../../../ui/pictures/field';
import { signed } from '../../../ui/pictures/number';
import { useMessages } from '../../../ui/use-messages';
import type { StageView } from './stage-view';

interface StoredPrecisionProps {
  readonly view: {
    readonly runId: string;
    readonly snapshot: Pick<StageView['snapshot'], 'step'>;
    readonly bench: Pick<StageView['bench'], 'mask'>;
  };
  /** of the mask, and the channel that is probed there */
  readonly at: Cell;
  readonly channel: ChannelIndex;
  /** what the mask network's answer says there, and of which step it is */
  readonly value: number;
  readonly step: number | null;
}

/** Why the mask network and the bench name two values of one mask cell: stored steps are rounded. Else nothing. */
export function StoredPrecision({ view, at, channel, value, step }: StoredPrecisionProps) {
  const { stages } = useMessages();
  const stored = useExplorer((state) => shownRun(state)?.origin === 'recorded' && !shownKnockedOut(state));
  const { mask } = view.bench;
  // of another step they differ because the run went on
  if (!stored || !mask || view.snapshot.step !== step) return null;
  const [here, there] = [signed(value, 2), signed(valueAt(mask, at, channel), 2)];
  if (here === there) return null;
  return <p>{stages.mask.rounded(there)}</p>;
}
