import { useState } from 'react';
import { probeWithin } from '../../store/selectors';
import { useExplorer } from '../../store/store';
import { useMessages } from '../../ui/use-messages';
import { sentenceAt } from './sentence';
import styles from './pair.module.css';
import type { Drawn } from './use-pair';

/** Says the prompted values of both where the probe was pinned; hovering and playback stay silent. */
export function SpokenPair({ drawn }: { readonly drawn: Drawn }) {
  const { pair: text, pipeline } = useMessages();
  const probe = useExplorer(({ view }) => view.probe);
  const [said, setSaid] = useState({ of: probe, sentence: '' });
  if (said.of !== probe) {
    const cell = probeWithin(probe, drawn.a.side);
    const sentence = sentenceAt(drawn, cell, { layer: 'prompted', text, signs: pipeline.channelSigns });
    setSaid({ of: probe, sentence });
  }
  return (
    <p className={styles.unseen} role="status">
      {said.sentence}
    </p>
  );
}
