import { useState } from 'react';
import { probeWithin } from '../../store/selectors';
import { useExplorer } from '../../store/store';
import { chosen } from '../../trace/channel';
import { cellIn } from '../../trace/pair-stages';
import { valueAt } from '../../ui/pictures/field';
import { signed, withSign } from '../../ui/pictures/number';
import { useMessages } from '../../ui/use-messages';
import styles from './pair.module.css';
import type { Drawn } from './use-pair';

/** Says the prompted values of both where the probe was pinned; hovering and playback stay silent. */
export function SpokenPair({ drawn: { a, b } }: { readonly drawn: Drawn }) {
  const { pair: text, pipeline } = useMessages();
  const probe = useExplorer(({ view }) => view.probe);
  const channel = useExplorer(({ view }) => chosen(view.channel));
  const [said, setSaid] = useState({ of: probe, sentence: '' });
  if (said.of !== probe) {
    const cell = probeWithin(probe, a.side);
    const index = channel === 'all' ? 0 : channel;
    const one = a.prompted && valueAt(a.prompted, cell, index);
    const other = b.prompted && valueAt(b.prompted, cellIn(cell, a.side, b.side), index);
    const sentence = text.spoken({
      channel: pipeline.channelSigns[index]!,
      a: one === null ? '–' : signed(one, 3),
      b: other === null ? '–' : signed(other, 3),
      difference: one === null || other === null || a.side !== b.side ? '' : withSign(other - one, 3),
    });
    setSaid({ of: probe, sentence: `${text.probe(cell.row, cell.column)}: ${sentence}` });
  }
  return (
    <p className={styles.unseen} role="status">
      {said.sentence}
    </p>
  );
}
