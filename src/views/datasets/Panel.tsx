import { useEffect } from 'react';
import { droppedNetwork, droppedSource } from '../../controller/given-files';
import { useController } from '../../controller/use-controller';
import { useExplorer } from '../../store/store';
import { useMessages } from '../../ui/use-messages';
import styles from './datasets.module.css';
import { Give } from './give';
import { Incoming } from './incoming';
import { KeptDatasets } from './kept-datasets';
import { LookInside } from './look-inside';

/** Pictures of one's own: brought in, looked into, made into something that can be trained on. */
export function DatasetsPanel() {
  const { datasets: text } = useMessages();
  const { ownData, ownNetworks } = useController();
  const state = useExplorer((all) => all.ownData.state);
  const stage = useExplorer((all) => all.ownData.incoming.stage);
  const refused = useExplorer((all) => all.ownData.refused);
  useEffect(() => ownData.open(), [ownData]);
  // the whole place takes files: one that is dropped beside the panel must not carry the page away
  useEffect(() => {
    const over = (event: DragEvent) => event.preventDefault();
    const drop = (event: DragEvent) => {
      if (event.defaultPrevented || !event.dataTransfer) return;
      event.preventDefault();
      const network = droppedNetwork(event.dataTransfer);
      if (network) return ownNetworks.look(network);
      void droppedSource(event.dataTransfer).then((source) => source && ownData.look(source));
    };
    window.addEventListener('dragover', over);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', drop);
    };
  }, [ownData, ownNetworks]);
  return (
    <section className={styles.datasets} aria-labelledby="own-data-title">
      <h2 id="own-data-title">{text.title}</h2>
      {state === 'unavailable' ? (
        <p className={styles.note}>{text.unavailable}</p>
      ) : (
        <>
          <p className={styles.about}>{text.about}</p>
          {stage === 'none' || stage === 'ended' ? <Give /> : null}
          <Incoming />
          <p role="alert" className={styles.problem}>
            {refused}
          </p>
          <KeptDatasets />
          <LookInside />
        </>
      )}
    </section>
  );
}
