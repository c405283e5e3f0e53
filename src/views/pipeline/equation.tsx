import { useState, type ReactNode } from 'react';
import { probeWithin } from '../../store/selectors';
import { signed } from '../../ui/pictures/number';
import { useExplorer } from '../../store/store';
import { useMessages } from '../../ui/use-messages';
import { chosen, isShown } from '../../trace/channel';
import { equationAt, type EquationValues } from '../../trace/equation-values';
import styles from './equation.module.css';
import type { Bench } from '../../trace/bench';
import type { Cell } from '../../ui/pictures/field';

interface EquationProps {
  readonly bench: Bench;
  readonly cell: Cell;
  /** what can be done with these numbers */
  readonly children: ReactNode;
}

/** Equation (1) with its numbers at the probed pixel, one line per channel. */
export function Equation({ bench, cell, children }: EquationProps) {
  const { pipeline: text } = useMessages();
  const channel = useExplorer(({ view }) => view.channel);
  return (
    <div className={styles.equation} role="group" aria-label={text.equation.title}>
      <div className={styles.place}>
        <p>{text.equation.pixel(cell.row, cell.column)}</p>
        <p className={styles.hint} data-control>
          {text.hint}
        </p>
      </div>
      <ul className={styles.lines}>
        {equationAt(bench, cell).map((values) => (
          <li key={values.channel} data-dimmed={!isShown(channel, values.channel) || undefined}>
            <b>{text.channelSigns[values.channel]}</b>
            <Terms values={values} />
          </li>
        ))}
      </ul>
      <div className={styles.tools}>{children}</div>
      <SpokenProbe bench={bench} />
    </div>
  );
}

/** Says the equation at the pinned pixel when that moves; hovering and playback stay silent. */
function SpokenProbe({ bench }: { readonly bench: Bench }) {
  const { pipeline: text } = useMessages();
  const probe = useExplorer(({ view }) => view.probe);
  const channel = useExplorer(({ view }) => chosen(view.channel));
  const [said, setSaid] = useState<{ readonly of: typeof probe; readonly sentence: string }>({
    of: probe,
    sentence: '',
  });
  if (said.of !== probe) {
    const cell = probeWithin(probe, bench.side);
    const values = equationAt(bench, cell)[channel === 'all' ? 0 : channel]!;
    setSaid({ of: probe, sentence: `${text.equation.pixel(cell.row, cell.column)}: ${inWords(values)}` });
  }
  return (
    <p className={styles.unseen} role="status">
      {said.sentence}
    </p>
  );
}

/** −0.214 + 0.0029 × 1.59 = −0.210 */
function inWords({ resized, pattern, mask, prompted }: EquationValues): string {
  return [
    signed(resized, 3),
    pattern !== null && `+ ${signed(pattern, 4)}`,
    pattern !== null && mask !== null && `× ${signed(mask, 2)}`,
    prompted !== null && `= ${signed(prompted, 3)}`,
  ]
    .filter(Boolean)
    .join(' ');
}

function Terms({ values }: { readonly values: EquationValues }) {
  const { pipeline: text } = useMessages();
  const { resized, pattern, mask, prompted, normalised } = values;
  return (
    <span className={styles.terms}>
      <Number value={resized} decimals={3} />
      {pattern !== null && (
        <>
          <i>+</i>
          <Number value={pattern} decimals={4} />
        </>
      )}
      {pattern !== null && mask !== null && (
        <>
          <i>×</i>
          <Number value={mask} decimals={2} />
        </>
      )}
      {prompted !== null && (
        <>
          <i>=</i>
          <Number value={prompted} decimals={3} strong />
        </>
      )}
      {normalised !== null && <small>{text.equation.normalised(signed(normalised, 3))}</small>}
    </span>
  );
}

interface NumberProps {
  readonly value: number;
  readonly decimals: number;
  readonly strong?: boolean;
}

/** A number in a box as wide as it ever gets, so that nothing moves while it changes. */
function Number({ value, decimals, strong = false }: NumberProps) {
  return (
    <span className={strong ? styles.result : styles.number} style={{ minInlineSize: `${decimals + 3}ch` }}>
      {signed(value, decimals)}
    </span>
  );
}
