import { useExplorer } from '../../store/store';
import { chosen, isShown } from '../../trace/channel';
import type { Cell, ChannelIndex } from '../../ui/pictures/field';
import { channelIndices } from '../../ui/pictures/field';
import type { Probing } from '../../ui/pictures/picture';
import { useMessages } from '../../ui/use-messages';
import { PairCell } from './pair-cell';
import type { CellSide } from './cell';
import styles from './pair.module.css';
import type { PairStage } from '../../trace/pair-stages';
import type { Drawn } from './use-pair';

interface PairStageProps {
  readonly drawn: Drawn;
  readonly stage: PairStage;
  readonly cell: Cell;
  readonly probing: Probing;
}

/** One term of the equation for A, for B, and their difference; a mask is three of them. */
export function PairStageView(props: PairStageProps) {
  const channel = useExplorer(({ view }) => view.channel);
  const { stage } = props;
  if (stage.id !== 'mask') return <Term {...props} channel={chosen(channel)} dimmed={false} />;
  return channelIndices.map((index) => (
    <Term key={index} {...props} channel={index} dimmed={!isShown(channel, index)} />
  ));
}

interface TermProps extends PairStageProps {
  readonly channel: ChannelIndex | 'all';
  /** stands back beside the chosen channel */
  readonly dimmed: boolean;
}

function Term({ drawn, stage, channel, dimmed, cell, probing }: TermProps) {
  const { pair: text, pipeline } = useMessages();
  const { symbol } = text.stages[stage.id];
  const bounded = drawn.a.part.pattern === 'pixels' || drawn.b.part.pattern === 'pixels';
  return (
    <section className={styles.stage} data-part={stage.id} data-stage={stage.id}>
      <h3 className={styles.symbol}>
        {bounded && stage.id === 'pattern' && drawn.a.part.pattern === drawn.b.part.pattern ? 'σ(δ)' : symbol}
        {stage.id === 'mask' && channel !== 'all' && <sub>{pipeline.channelSigns[channel]}</sub>}
      </h3>
      {sidesOf(drawn).map((side) => (
        <PairCell
          key={side}
          drawn={drawn}
          stage={stage}
          side={side}
          channel={channel}
          dimmed={dimmed}
          cell={cell}
          probing={probing}
        />
      ))}
    </section>
  );
}

/** Nothing is subtracted from what cannot be compared: the head says why. */
function sidesOf({ obstacles }: Drawn): readonly CellSide[] {
  return obstacles.length > 0 ? ['a', 'b'] : ['a', 'b', 'difference'];
}
