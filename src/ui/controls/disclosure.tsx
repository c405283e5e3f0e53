import type { ReactNode } from 'react';
import { Icon } from './icon';
import styles from './disclosure.module.css';

interface DisclosureProps {
  readonly title: string;
  /** what stands behind it, in one line, while it is closed */
  readonly summary: string;
  readonly children: ReactNode;
}

/** The platform's own details element: found by the browser's search, opened by keyboard as everywhere. */
export function Disclosure({ title, summary, children }: DisclosureProps) {
  return (
    <details className={styles.disclosure}>
      <summary className={styles.head}>
        <span>
          <span className={styles.title}>{title}</span>
          <small className={styles.summary}>{summary}</small>
        </span>
        <Icon name="chevron" />
      </summary>
      <div className={styles.body}>{children}</div>
    </details>
  );
}
