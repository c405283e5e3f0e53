import type { CurveAnswer } from '../../data/deck';
import { Segments } from '../../ui/controls/segments';
import { useMessages } from '../../ui/use-messages';
import { Scale, VariantChooser } from './choosers';

interface CurveFormProps {
  readonly answer: CurveAnswer;
  onChange(answer: CurveAnswer): void;
}

/** a scale that holds what the recorded runs reach */
const scales = { accuracy: { low: 0, high: 100 }, loss: { low: 0, high: 2.5 } } as const;

/** The course of a run, drawn before it is seen. */
export function CurveForm({ answer, onChange }: CurveFormProps) {
  const words = useMessages().lecture.predict;
  const { truth } = answer;
  return (
    <>
      <Segments
        label={words.curve}
        labelShown
        value={truth.curve}
        options={(['accuracy', 'loss'] as const).map((value) => ({ value, label: words.curves[value] }))}
        onChange={(curve) => onChange({ ...answer, ...scales[curve], truth: { ...truth, curve } })}
      />
      <VariantChooser
        label={words.of}
        value={truth.of}
        onChange={(of) => onChange({ ...answer, truth: { ...truth, of } })}
      />
      <Scale {...answer} onChange={(scale) => onChange({ ...answer, ...scale })} />
    </>
  );
}
