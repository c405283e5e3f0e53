import { useMessages } from '../../ui/use-messages';
import type { ImportedPictures } from '../../worker/import-protocol';
import styles from './datasets.module.css';

/** Files that could not be used, each with its reason. */
export function LeftOutFiles({ imported }: { readonly imported: ImportedPictures }) {
  const { datasets: text } = useMessages();
  const { leftOut, leftOutCount } = imported;
  if (leftOutCount === 0) return null;
  return (
    <details className={styles.card}>
      <summary>{text.unreadable(leftOutCount)}</summary>
      <ul className={styles.files}>
        {leftOut.map(({ path, message }, i) => (
          <li key={i}>
            <b>{path}</b> {message}
          </li>
        ))}
        {leftOutCount > leftOut.length && <li>{text.unreadableMore(leftOutCount - leftOut.length)}</li>}
      </ul>
    </details>
  );
}
