import { withSign, signed } from '../../../ui/pictures/number';
import { useMessages } from '../../../ui/use-messages';
import styles from './contributions.module.css';
import type { Contribution } from './generator-geometry';

interface ContributionsProps {
  /** the strongest first */
  readonly parts: readonly Contribution[];
  /** what they sum to */
  readonly value: number;
  /** of the mask, in words */
  readonly channel: string;
}

const mostShown = 8;

/** The dot product behind one mask value: its biggest terms as bars round zero, the others together. */
export function Contributions({ parts, value, channel }: ContributionsProps) {
  const { stages } = useMessages();
  const text = stages.mask;
  const shown = parts.slice(0, mostShown);
  const others = parts.slice(mostShown);
  const rest = others.reduce((sum, part) => sum + part.value, 0);
  const most = Math.max(...shown.map((part) => Math.abs(part.value)), Math.abs(rest)) || 1;
  const rows = [
    ...shown.map((part) => ({
      name: part.channel === null ? text.bias : text.channel(part.channel + 1),
      value: part.value,
    })),
    ...(others.length > 0 ? [{ name: text.others(others.length), value: rest }] : []),
  ];
  return (
    <div className={styles.parts}>
      <h4>{text.contributions(channel)}</h4>
      <ol>
        {rows.map(({ name, value: part }) => (
          <li key={name}>
            <span>{name}</span>
            <i aria-hidden="true">
              <b
                data-negative={part < 0 || undefined}
                style={{ inlineSize: `${(50 * Math.abs(part)) / most}%` }}
              />
            </i>
            <span className={styles.number}>{withSign(part, 3)}</span>
          </li>
        ))}
      </ol>
      <p className={styles.sum}>{text.total(signed(value, 3))}</p>
    </div>
  );
}
