import type { NumberSource } from '../../data/deck';
import { everyMetric } from '../../store/columns';
import { recordedVariants } from '../../store/recorded-variants';
import { useExplorer } from '../../store/store';
import { NumberField } from '../../ui/controls/number-field';
import { SelectField } from '../../ui/controls/select-field';
import { useMessages } from '../../ui/use-messages';
import styles from './editor.module.css';

type MetricId = NumberSource['metric'];

/** What a question is about: one of the measures of the table. */
export function MetricChooser({
  value,
  onChange,
}: {
  readonly value: MetricId;
  onChange(id: MetricId): void;
}) {
  const { lecture, translated } = useMessages();
  const options = everyMetric.map(({ id, label }) => ({ value: id, label: translated(label) }));
  return <SelectField label={lecture.predict.metric} value={value} options={options} onChange={onChange} />;
}

interface VariantChooserProps {
  readonly label: string;
  readonly value: string;
  /** what stands first, under the empty key */
  readonly nothing?: string;
  /** keys that stand elsewhere already */
  readonly taken?: readonly string[];
  onChange(key: string): void;
}

/** One of the variants that were recorded; one that is not among them keeps its key, and says so by it. */
export function VariantChooser({ label, value, nothing, taken = [], onChange }: VariantChooserProps) {
  const { translated } = useMessages();
  const recorded = useExplorer(recordedVariants);
  const known = recorded.map(({ key, label: name }) => ({ value: key, label: translated(name) }));
  const options = [
    ...(nothing === undefined ? [] : [{ value: '', label: nothing }]),
    ...(value !== '' && known.every((one) => one.value !== value) ? [{ value, label: value }] : []),
    ...known.filter((one) => one.value === value || !taken.includes(one.value)),
  ];
  return <SelectField label={label} value={value} options={options} onChange={onChange} />;
}

interface ScaleProps {
  readonly low: number;
  readonly high: number;
  onChange(scale: { readonly low?: number; readonly high?: number }): void;
}

/** The scale on which the class answers. */
export function Scale({ low, high, onChange }: ScaleProps) {
  const words = useMessages().lecture.predict;
  return (
    <div className={styles.row}>
      <NumberField
        label={words.low}
        value={low}
        min={-1e9}
        max={high}
        whole={false}
        outside={words.outside}
        onChange={(next) => next < high && onChange({ low: next })}
      />
      <NumberField
        label={words.high}
        value={high}
        min={low}
        max={1e9}
        whole={false}
        outside={words.outside}
        onChange={(next) => next > low && onChange({ high: next })}
      />
    </div>
  );
}
