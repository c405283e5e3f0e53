import { useController } from '../../controller/use-controller';
import type { Normalisation } from '../../core/normalisation';
import { byteLine } from '../../lib/normalisation';
import { NumberField } from '../../ui/controls/number-field';
import { SelectField } from '../../ui/controls/select-field';
import { useMessages } from '../../ui/use-messages';
import styles from './networks.module.css';

interface UnitFieldsProps {
  /** of the architecture */
  readonly usual: Normalisation;
  /** the person's own; null = the usual one */
  readonly said: Normalisation | null;
}

type Three = readonly [number, number, number];

/** What the network was trained on: mean and deviation of each channel, for a white of 1. */
export function UnitFields({ usual, said }: UnitFieldsProps) {
  const { networks: text } = useMessages();
  const controller = useController();
  const { mean, deviation } = inFractions(said ?? usual);
  const say = (next: { readonly mean: Three; readonly deviation: Three }) =>
    controller.ownNetworks.normalise({ scale: 1, shift: next.mean, divisor: next.deviation });
  return (
    <fieldset className={styles.fields}>
      <legend>{text.unit}</legend>
      <p className={styles.note}>{text.unitNote}</p>
      <SelectField
        label={text.facts.normalisation}
        value={said ? 'own' : 'usual'}
        options={[
          { value: 'usual', label: text.usual },
          { value: 'own', label: text.own },
        ]}
        onChange={(choice) =>
          choice === 'own' ? say({ mean, deviation }) : controller.ownNetworks.normalise(null)
        }
      />
      {said ? (
        <div className={styles.numbers}>
          {text.channels.map((channel, index) => (
            <NumberField
              key={channel}
              label={text.mean(channel)}
              value={mean[index]!}
              min={-10}
              max={10}
              whole={false}
              outside={text.outsideMean}
              onChange={(value) => say({ mean: withNumber(mean, index, value), deviation })}
            />
          ))}
          {text.channels.map((channel, index) => (
            <NumberField
              key={channel}
              label={text.deviation(channel)}
              value={deviation[index]!}
              min={0.001}
              max={10}
              whole={false}
              outside={text.outsideDeviation}
              onChange={(value) => say({ mean, deviation: withNumber(deviation, index, value) })}
            />
          ))}
        </div>
      ) : (
        <p className={styles.unit}>
          (x − {mean.join(', ')}) / {deviation.join(', ')}
        </p>
      )}
    </fieldset>
  );
}

/** As (x − mean) / deviation for x in 0..1, to six decimals. */
function inFractions(unit: Normalisation): { readonly mean: Three; readonly deviation: Three } {
  const lines = [0, 1, 2].map((channel) => byteLine(unit, channel));
  const three = (of: (line: (typeof lines)[number]) => number): Three => {
    const [red, green, blue] = lines.map((line) => Number((of(line) / 255).toFixed(6)));
    return [red!, green!, blue!];
  };
  return { mean: three(({ zero }) => zero), deviation: three(({ scale }) => scale) };
}

function withNumber([red, green, blue]: Three, index: number, value: number): Three {
  return [index === 0 ? value : red, index === 1 ? value : green, index === 2 ? value : blue];
}
