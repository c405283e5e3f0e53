import { useState } from 'react';
import { useExplorer } from '../../store/store';
import { accuracyCurves, chosenRows, lossCurves } from '../../store/table';
import { movingAverage } from '../../lib/statistics';
import { Segments } from '../../ui/controls/segments';
import { useMessages } from '../../ui/use-messages';
import { FamilyChart } from './family-chart';
import { familyLimit } from './geometry';
import styles from './families.module.css';

/** Looks back about fifty steps. */
const decay = 0.98;
const smoothed = (values: ArrayLike<number>) => movingAverage(values, decay);
const smoothLosses = lossCurves(smoothed);

/** Accuracy by epoch and loss by step of every chosen variant, over its seeds; one cursor, one time marker. */
export function FamiliesPanel() {
  const { families: text, figures } = useMessages();
  const accuracies = useExplorer(accuracyCurves);
  const losses = useExplorer(smoothLosses);
  const rows = useExplorer(chosenRows);
  const [pointed, setPointed] = useState<number | null>(null);
  const [stressed, setStressed] = useState<string | null>(null);
  const [scale, setScale] = useState<'linear' | 'log'>('log');
  const shared = { pointed, onPoint: setPointed, stressed, onStress: setStressed };
  const beyond = Math.max(0, rows.length - familyLimit);
  return (
    <div className={styles.panel}>
      <div className={styles.charts}>
        <FamilyChart
          {...shared}
          title={text.accuracy}
          caption={text.accuracyUnit}
          empty={text.empty}
          families={accuracies.slice(0, familyLimit)}
          form="linear"
          write={(value) => figures.value(value, 'rate')}
          tick={(value) => String(Math.round(value * 1000) / 10)}
        />
        <FamilyChart
          {...shared}
          title={text.loss}
          caption={text.lossUnit(decay)}
          empty={text.emptyLoss}
          families={losses.slice(0, familyLimit)}
          smooth={smoothed}
          form={scale}
          write={(value) => figures.value(value, 'nats')}
          tick={String}
          tools={
            <Segments
              label={text.scale}
              value={scale}
              options={[
                { value: 'linear', label: text.linear },
                { value: 'log', label: text.log },
              ]}
              onChange={(next) => setScale(next)}
            />
          }
        />
      </div>
      <p className={styles.note}>
        {text.band} {beyond > 0 && text.more(beyond)}
      </p>
    </div>
  );
}
