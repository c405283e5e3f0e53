import type { PackageLicence } from '../../data/source-facts';
import { Disclosure } from '../../ui/controls/disclosure';
import { useMessages } from '../../ui/use-messages';
import styles from './sources.module.css';

/** What of others is part of the page, each with the text of its licence. */
export function LicenceList({ licences }: { readonly licences: readonly PackageLicence[] }) {
  const { sources: text } = useMessages();
  return (
    <section aria-label={text.packages} className={styles.part}>
      {licences.length === 0 ? (
        <p className={styles.note}>{text.packagesNone}</p>
      ) : (
        <Disclosure title={text.packages} summary={text.packagesSummary(licences.length)}>
          <p className={styles.note}>{text.own}</p>
          <ul className={styles.licences}>
            {licences.map((one) => (
              <li key={`${one.name} ${one.version}`}>
                <details>
                  <summary>
                    {one.name} <small>{one.version}</small> <span>{one.licence}</span>
                  </summary>
                  <pre>{one.text || text.noText}</pre>
                </details>
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </section>
  );
}
