import type { CSSProperties } from 'react';
import { useExplorer } from '../../store/store';
import type { Pair } from '../../store/pair';
import { useProbe } from '../../trace/use-probe';
import { useMessages } from '../../ui/use-messages';
import { PairAnswers } from './pair-answers';
import { PairHead } from './pair-head';
import { PairLegend } from './pair-legend';
import { PairStageView } from './pair-stage';
import { SideNames } from './side-names';
import { SpokenPair } from './spoken-pair';
import { useDrawn } from './use-pair';
import { Wipe } from './wipe';
import styles from './pair.module.css';

/** The equation once for A, once for B and once for what B has more; or both under one divider. */
export function PairView({ pair }: { readonly pair: Pair }) {
  const { pair: text } = useMessages();
  const drawn = useDrawn(pair);
  const { cell, probing } = useProbe(drawn.a.side, drawn.a.patch);
  const onlyDifferences = useExplorer(({ view }) => view.onlyDifferences);
  const wipe = useExplorer(({ view }) => view.wipe);
  const stages = onlyDifferences ? drawn.stages.filter(({ same }) => !same) : drawn.stages;
  const columns = stages.reduce((sum, { id }) => sum + (id === 'mask' ? 3 : 1), 0);
  return (
    <article className={styles.pair}>
      <PairHead drawn={drawn} />
      {wipe ? (
        <Wipe drawn={drawn} layer={wipe} cell={cell} probing={probing} />
      ) : (
        <div className={styles.grid} style={{ '--columns': Math.max(1, columns) } as CSSProperties}>
          <SideNames pair={pair} />
          {stages.map((stage) => (
            <PairStageView key={stage.id} drawn={drawn} stage={stage} cell={cell} probing={probing} />
          ))}
          {stages.length === 0 && <p className={styles.same}>{text.allSame}</p>}
          <PairAnswers pair={pair} />
        </div>
      )}
      <PairLegend drawn={drawn} cell={cell} />
      <SpokenPair drawn={drawn} />
    </article>
  );
}
