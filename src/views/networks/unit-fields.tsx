import { useController } from '../../controller/use-controller';
import type { Normalisation } from '../../core/normalisation';
import { NumberField } from '../../ui/controls/number-field';
import { SelectField } from '../../ui/controls/select-field';
import { useMessages } from '../../ui/use-messages';
import styles from './networks.module.css';
import { inFractions, unitWords, type Three } from './unit';

interface UnitFieldsProps {
  /** of the architecture */
  readonly usual: Normalisation;
  /** what stands beside the weights on the hub; null = nothing, or what is usual */
  readonly read: Normalisation | null;
  /** the person's own, or what was read; null = the usual one */
  readonly said: Normalisation | null;
}

type Choice = 'usual' | 'read' | 'own';

/** What the network was trained on: mean and deviation of each channel, for a white of 1. */
export function UnitFields({ usual, read, said }: UnitFieldsProps) {
  const { networks: text } = useMessages();
  const controller = useController();
  const { mean, deviation } = inFractions(said ?? usual);
  const say = (next: { readonly mean: Three; readonly deviation: Three }) =>
    controller.ownNetworks.normalise({ scale: 1, shift: next.mean, divisor: next.deviation });
  const chosen: Choice = said === null ? 'usual' : said === read ? 'read' : 'own';
  return (
    <fieldset className={styles.fields}>
      <legend>{text.unit}</legend>
      <p className={styles.note}>{text.unitNote}</p>
      <SelectField<Choice>
        label={text.facts.normalisation}
        value={chosen}
        options={[
          { value: 'usual', label: text.usual },
          ...(read ? [{ value: 'read', label: text.unitRead } as const] : []),
          { value: 'own', label: text.own },
        ]}
        onChange={(choice) => {
          if (choice === 'own') say({ mean, deviation });
          else controller.ownNetworks.normalise(choice === 'read' ? read : null);
        }}
      />
      {chosen === 'own' ? (
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
        <p className={styles.unit}>{unitWords(said ?? usual)}</p>
      )}
    </fieldset>
  );
}

function withNumber([red, green, blue]: Three, index: number, value: number): Three {
  return [index === 0 ? value : red, index === 1 ? value : green, index === 2 ? value : blue];
}
