import { useState } from 'react';
import { useController } from '../../controller/use-controller';
import type { RunEntry } from '../../data/run-entry';
import { useExplorer } from '../../store/store';
import { Button } from '../../ui/controls/button';
import { NumberField } from '../../ui/controls/number-field';
import { SelectField } from '../../ui/controls/select-field';
import { useMessages } from '../../ui/use-messages';
import styles from './library.module.css';

const lengths = ['first-epoch', 'steps', 'whole'] as const;

/** Trains a run again and says whether it comes out as it was. */
export function CheckRun({ entry }: { readonly entry: RunEntry }) {
  const { library } = useMessages();
  const text = library.check;
  const controller = useController();
  const { id, check, epochs, checkpoints } = entry;
  const [length, setLength] = useState<(typeof lengths)[number]>('first-epoch');
  const [steps, setSteps] = useState(10);
  const most = Math.max(1, epochs.at(-1)?.step ?? 0, checkpoints.at(-1)?.step ?? 0);
  const { checking, refused } = useExplorer(({ keeping }) => keeping);
  const here = checking?.runId === id ? checking : null;
  const wanted = Math.min(steps, most);
  return (
    <div className={styles.check}>
      <h3>{text.title}</h3>
      <p className={styles.quiet}>{text.about}</p>
      {here ? (
        <>
          <progress
            className={styles.progress}
            aria-label={text.progress}
            value={here.total === 0 ? 0 : here.done / here.total}
          />
          <p className={styles.quiet}>{text.state(text.phases[here.phase], here.done, here.total)}</p>
          <Button onClick={() => controller.library.endCheck()}>{text.end}</Button>
        </>
      ) : (
        <>
          <SelectField
            label={text.length}
            value={length}
            options={lengths.map((value) => ({ value, label: text.lengths[value] }))}
            onChange={(value) => setLength(value)}
          />
          {length === 'steps' && (
            <NumberField
              label={text.steps}
              value={wanted}
              min={1}
              max={most}
              whole
              outside={text.stepsOutside(most)}
              onChange={setSteps}
            />
          )}
          <Button
            onClick={() => controller.library.check(id, length === 'steps' ? { steps: wanted } : length)}
          >
            {text.begin}
          </Button>
        </>
      )}
      <div aria-live="polite">
        {refused?.runId === id && <p className={styles.refused}>{refused.sentence}</p>}
        {check && !here && (
          <>
            <p className={styles.verdict} data-verdict={check.verdict}>
              {text.verdict(check)}
            </p>
            <p className={styles.quiet}>
              {text.date(check.date)}
              {check.loose && ` ${text.tolerance}`}
            </p>
          </>
        )}
      </div>
    </div>
  );
}
