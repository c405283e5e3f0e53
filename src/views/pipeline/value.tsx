import { useMessages } from '../../ui/use-messages';
import styles from './value.module.css';
import type { ChannelIndex } from '../../ui/pictures/field';
import type { ReactNode } from 'react';

interface ValueProps {
  readonly channel: ChannelIndex | 'all';
  /** how the picture was made showable, where something was cut or amplified; empty = as it is */
  readonly hint: string;
  /** the same in more words */
  readonly exact: string | null;
  readonly children: ReactNode;
}

/** The number under a picture: the probed value of the chosen channel, red where all are shown. */
export function Value({ channel, hint, exact, children }: ValueProps) {
  const { pipeline: text } = useMessages();
  return (
    <p className={styles.value}>
      <b>{text.channelSigns[channel === 'all' ? 0 : channel]}</b>
      <span className={styles.number}>{children}</span>
      {hint && (
        <small className={styles.hint} title={exact ?? undefined}>
          {hint}
        </small>
      )}
    </p>
  );
}
