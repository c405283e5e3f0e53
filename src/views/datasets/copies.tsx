import { useController } from '../../controller/use-controller';
import { Button } from '../../ui/controls/button';
import { useMessages } from '../../ui/use-messages';
import type { KeptDataset } from '../../worker/import-protocol';
import styles from './datasets.module.css';

/** Pictures that are there twice: said, with what they spoil, and left to the person. */
export function Copies({ dataset }: { readonly dataset: KeptDataset }) {
  const { datasets: text } = useMessages();
  const { ownData } = useController();
  const { duplicates, options } = dataset;
  const { groups, extra, leaked, conflicting, listed } = duplicates;
  const out = options.duplicates === 'leave-out';
  return (
    <section className={styles.card} aria-labelledby="own-data-copies">
      <h3 id="own-data-copies">{text.copies}</h3>
      {groups === 0 ? (
        <p>{text.noCopies}</p>
      ) : (
        <>
          <p>{text.someCopies(extra, groups)}</p>
          {leaked > 0 && !out && <p className={styles.warning}>{text.leaks(leaked)}</p>}
          {conflicting > 0 && <p className={styles.warning}>{text.conflicts(conflicting)}</p>}
          {out && <p>{text.copiesOut}</p>}
          <Button onClick={() => ownData.arrange({ duplicates: out ? 'keep' : 'leave-out' })}>
            {out ? text.keepCopies : text.leaveCopiesOut}
          </Button>
          <details>
            <summary>{text.listCopies(listed.length)}</summary>
            <ul className={styles.files}>
              {listed.map(({ pictures, count }, i) => (
                <li key={i}>{text.group(pictures, count - pictures.length)}</li>
              ))}
            </ul>
          </details>
        </>
      )}
    </section>
  );
}
