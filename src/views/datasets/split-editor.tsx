import { useState } from 'react';
import { useController } from '../../controller/use-controller';
import { Button } from '../../ui/controls/button';
import { NumberField } from '../../ui/controls/number-field';
import { useMessages } from '../../ui/use-messages';
import type { KeptDataset } from '../../worker/import-protocol';
import styles from './datasets.module.css';

/** Which pictures are tested on: as they came, or drawn anew. */
export function SplitEditor({ dataset }: { readonly dataset: KeptDataset }) {
  const { datasets: text } = useMessages();
  const { ownData } = useController();
  const { options, seeded } = dataset;
  const [percent, setPercent] = useState(Math.round(options.testShare * 100));
  const [seed, setSeed] = useState(options.seed);
  return (
    <section className={styles.card} aria-labelledby="own-data-split">
      <h3 id="own-data-split">{text.split}</h3>
      <p>{seeded ? text.splitSeeded(options.testShare, options.seed) : text.splitCame}</p>
      <div className={styles.fields}>
        <NumberField
          label={text.share}
          hint={text.shareHint}
          outside={text.shareOutside}
          value={percent}
          min={1}
          max={90}
          whole={false}
          onChange={setPercent}
        />
        <NumberField
          label={text.seed}
          hint={text.seedHint}
          outside={text.seedOutside}
          value={seed}
          min={0}
          max={2 ** 32 - 1}
          whole
          onChange={setSeed}
        />
      </div>
      <div className={styles.buttons}>
        <Button onClick={() => ownData.arrange({ resplit: true, testShare: percent / 100, seed })}>
          {text.splitAnew}
        </Button>
        {options.resplit && (
          <Button onClick={() => ownData.arrange({ resplit: false })}>{text.splitBack}</Button>
        )}
      </div>
    </section>
  );
}
