import type { NumberAnswer } from '../../data/deck';
import { useMessages } from '../../ui/use-messages';
import { MetricChooser, Scale, VariantChooser } from './choosers';

interface NumberFormProps {
  readonly answer: NumberAnswer;
  onChange(answer: NumberAnswer): void;
}

/** A number of the recorded runs, or how far one variant is from another. */
export function NumberForm({ answer, onChange }: NumberFormProps) {
  const words = useMessages().lecture.predict;
  const { truth } = answer;
  const { against, ...own } = truth;
  return (
    <>
      <MetricChooser
        value={truth.metric}
        onChange={(metric) => onChange({ ...answer, truth: { ...truth, metric } })}
      />
      <VariantChooser
        label={words.of}
        value={truth.of}
        onChange={(of) => onChange({ ...answer, truth: { ...truth, of } })}
      />
      <VariantChooser
        label={words.against}
        value={against ?? ''}
        nothing={words.againstNothing}
        onChange={(key) => onChange({ ...answer, truth: key === '' ? own : { ...own, against: key } })}
      />
      <Scale {...answer} onChange={(scale) => onChange({ ...answer, ...scale })} />
    </>
  );
}
