import { useMessages } from '../../ui/use-messages';
import styles from './bench-view.module.css';
import { Equation } from './equation';
import { maskAreas } from '../../trace/mask-areas';
import { LegendRow } from './legend-row';
import { SaveMenu } from './save-menu';
import { SignedStage } from './signed-stage';
import { SlowButton } from './slow/slow-button';
import type { StageView } from './open/stage-view';

/** What follows from the terms: δ ⊙ m, the scale of the masks, the equation in numbers. */
export function LowerRow({ view }: { readonly view: StageView }) {
  const { pipeline: text } = useMessages();
  const { bench, gains, limit, config, sampleId, snapshot, cell, probing } = view;
  const { part, mask, maskFull, frame, product } = bench;
  const bounded = part.pattern === 'pixels';
  return (
    <>
      {product && (maskFull ?? frame) && (
        <SignedStage
          place="product"
          symbol={`${bounded ? 'σ(δ)' : 'δ'} ⊙ ${maskFull ? 'm(x)' : 'M'}`}
          note={text.product.note}
          name={text.product.name}
          field={product}
          gain={gains.product}
          natural={bounded}
          storedAt={snapshot.step}
          step={snapshot.step}
          cell={cell}
          probing={probing}
        />
      )}
      {mask && maskFull && (
        <div className={styles.legend}>
          <LegendRow
            mask={mask}
            maskFull={maskFull}
            limit={limit}
            cell={cell}
            area={
              maskAreas(cell, { grid: 'coarse', side: bench.side, patch: bench.patch, cells: mask.height })
                .cell
            }
            probing={probing}
          />
        </div>
      )}
      <div className={styles.equation}>
        <Equation bench={bench} cell={cell}>
          <SlowButton />
          <SaveMenu
            bench={bench}
            gains={gains}
            limit={limit}
            config={config}
            sampleId={sampleId}
            step={snapshot.step}
          />
        </Equation>
      </div>
    </>
  );
}
