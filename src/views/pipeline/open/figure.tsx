import type { PartName } from '../../../ui/lit-part';
import styles from './figure.module.css';
import type { ReactNode } from 'react';

interface FigureProps {
  readonly title: string;
  /** what it shows, on which range, in a few words */
  readonly note?: string;
  /** lights with the symbol of this part */
  readonly part?: PartName | undefined;
  /** how much of a row it takes; `narrow` for what is small, `wide` for what needs room */
  readonly size?: 'narrow' | 'picture' | 'wide';
  readonly children: ReactNode;
}

/** One picture of an open stage, with what it is above it and how to read it below. */
export function Figure({ title, note, part, size = 'picture', children }: FigureProps) {
  return (
    <figure className={styles.figure} data-part={part} data-size={size}>
      <figcaption className={styles.title}>{title}</figcaption>
      {children}
      {note && <p className={styles.note}>{note}</p>}
    </figure>
  );
}

/** Pictures side by side, as many as there is room for. */
export function Figures({ children }: { readonly children: ReactNode }) {
  return <div className={styles.row}>{children}</div>;
}
