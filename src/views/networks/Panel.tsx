import { useEffect } from 'react';
import { useController } from '../../controller/use-controller';
import { useExplorer } from '../../store/store';
import { useMessages } from '../../ui/use-messages';
import { Arriving } from './arriving';
import { Bring } from './bring';
import { FoundCard } from './found-card';
import { KeptNetworks } from './kept-networks';
import styles from './networks.module.css';

/** Networks of one's own: brought as a file or from the model hub, kept in this browser, and chosen for the next run. */
export function NetworksPanel() {
  const { networks: text } = useMessages();
  const controller = useController();
  const state = useExplorer(({ ownNetworks }) => ownNetworks.state);
  const incoming = useExplorer(({ ownNetworks }) => ownNetworks.incoming);
  useEffect(() => controller.ownNetworks.open(), [controller]);
  return (
    <section className={styles.networks} aria-labelledby="networks-title">
      <h2 id="networks-title">{text.title}</h2>
      <p className={styles.intro}>{text.intro}</p>
      {state === 'unavailable' ? (
        <p role="alert">{text.unavailable}</p>
      ) : (
        <>
          {incoming.stage === 'found' ? <FoundCard {...incoming} /> : <Bring />}
          <Arriving incoming={incoming} />
          <KeptNetworks />
        </>
      )}
    </section>
  );
}
