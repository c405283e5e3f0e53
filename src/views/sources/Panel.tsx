import { useEffect } from 'react';
import { useController } from '../../controller/use-controller';
import { useExplorer } from '../../store/store';
import { Button } from '../../ui/controls/button';
import { useMessages } from '../../ui/use-messages';
import { DatasetCard } from './dataset-card';
import { LicenceList } from './licence-list';
import { NetworkCard } from './network-card';
import { Recordings } from './recordings';
import styles from './sources.module.css';

/** What the page came with: pictures, network, recorded runs, packages; each with licence, source and hash. */
export function SourcesPanel() {
  const { sources: text } = useMessages();
  const controller = useController();
  const { state, datasets, network, licences } = useExplorer(({ sources }) => sources);
  useEffect(() => controller.openSources(), [controller]);
  if (state === 'failed') {
    return (
      <p className={styles.failed} role="status">
        {text.failed} <Button onClick={() => controller.openSources()}>{text.again}</Button>
      </p>
    );
  }
  if (state !== 'ready') return <p className={styles.note}>{text.loading}</p>;
  return (
    <div className={styles.sources}>
      <section aria-labelledby="datasets-title">
        <h2 id="datasets-title">{text.datasets}</h2>
        <div className={styles.cards}>
          {datasets.map((facts) => (
            <DatasetCard key={facts.name} facts={facts} />
          ))}
        </div>
      </section>
      <div className={styles.halves}>
        {network && <NetworkCard facts={network} />}
        <Recordings />
      </div>
      <LicenceList licences={licences} />
    </div>
  );
}
