import type { ChoiceAnswer } from '../../data/deck';
import { deckLimits } from '../../store/deck-edit';
import { recordedVariants } from '../../store/recorded-variants';
import { useExplorer } from '../../store/store';
import { Button } from '../../ui/controls/button';
import { Icon } from '../../ui/controls/icon';
import { SelectField } from '../../ui/controls/select-field';
import { useMessages } from '../../ui/use-messages';
import { MetricChooser, VariantChooser } from './choosers';
import styles from './editor.module.css';
import { differenceAnswer } from './questions';
import { TextField } from './text-field';

interface ChoiceFormProps {
  readonly answer: ChoiceAnswer;
  onChange(answer: ChoiceAnswer): void;
}

const reads = ['difference', 'highest', 'lowest'] as const;

/** One of several: the variant at an extreme, or which of two is higher. */
export function ChoiceForm({ answer, onChange }: ChoiceFormProps) {
  const words = useMessages().lecture.predict;
  const { truth } = answer;
  const read = (next: (typeof reads)[number]) => {
    if (next === truth.read) return;
    const { metric } = truth;
    if (next === 'difference')
      return onChange({ kind: 'choice', ...differenceAnswer({ metric }, words.directions) });
    const options = truth.read === 'difference' ? firstVariants : answer.options;
    onChange({ kind: 'choice', options: [...options], truth: { read: next, metric } });
  };
  return (
    <>
      <SelectField
        label={words.read}
        value={truth.read}
        options={reads.map((value) => ({ value, label: words.reads[value] }))}
        onChange={read}
      />
      <MetricChooser
        value={truth.metric}
        onChange={(metric) => onChange({ ...answer, truth: { ...truth, metric } })}
      />
      {truth.read === 'difference' ? (
        <>
          <VariantChooser
            label={words.of}
            value={truth.of}
            onChange={(of) => onChange({ ...answer, truth: { ...truth, of } })}
          />
          <VariantChooser
            label={words.against}
            value={truth.against}
            onChange={(against) => onChange({ ...answer, truth: { ...truth, against } })}
          />
        </>
      ) : null}
      <Options answer={answer} onChange={onChange} />
    </>
  );
}

const firstVariants = [
  { is: 'default', text: 'SMM' },
  { is: 'baseline=full', text: 'Full' },
];

function Options({ answer, onChange }: ChoiceFormProps) {
  const { lecture, translated } = useMessages();
  const words = lecture.predict;
  const recorded = useExplorer(recordedVariants);
  const fixed = answer.truth.read === 'difference';
  const { options } = answer;
  const change = (i: number, some: Partial<(typeof options)[number]>) =>
    onChange({ ...answer, options: options.with(i, { ...options[i]!, ...some }) });
  const free = recorded.find(({ key }) => options.every(({ is }) => is !== key));
  return (
    <div className={styles.options} role="group" aria-label={words.options}>
      {options.map((option, i) => (
        <div key={i} className={styles.option}>
          <TextField
            label={fixed ? words.directions[option.is as keyof typeof words.directions] : words.option(i + 1)}
            value={option.text}
            field="title"
            needed={lecture.editor.titleNeeded}
            onChange={(text) => change(i, { text })}
          />
          {!fixed && (
            <>
              <VariantChooser
                label={words.optionIs(i + 1)}
                value={option.is}
                taken={options.map(({ is }) => is)}
                onChange={(is) => change(i, { is })}
              />
              <Button
                look="quiet"
                aria-label={words.removeOption(i + 1)}
                disabled={options.length <= 2}
                onClick={() => onChange({ ...answer, options: options.toSpliced(i, 1) })}
              >
                <Icon name="close" />
              </Button>
            </>
          )}
        </div>
      ))}
      {!fixed && free && options.length < deckLimits.options && (
        <Button
          onClick={() =>
            onChange({ ...answer, options: [...options, { is: free.key, text: translated(free.label) }] })
          }
        >
          <Icon name="plus" />
          {words.addOption}
        </Button>
      )}
    </div>
  );
}
