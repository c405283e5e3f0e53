import { PanelBoundary } from '../ui/panel-boundary';
import { useMessages } from '../ui/use-messages';
import { DatasetsPanel } from '../views/datasets/Panel';
import { LibraryPanel } from '../views/library/Panel';
import { NetworksPanel } from '../views/networks/Panel';
import { SourcesPanel } from '../views/sources/Panel';
import { StoragePanel } from '../views/storage/Panel';
import styles from './data-place.module.css';

/** The place that says what is here: what the person brings, what this browser keeps, what the page came with. */
export function DataPlace() {
  const { app, sources } = useMessages();
  const { panels } = app;
  return (
    <div className={styles.place}>
      <header>
        <h2 className={styles.title}>{sources.title}</h2>
        <p className={styles.intro}>{sources.intro}</p>
      </header>
      <PanelBoundary name={panels.datasets}>
        <DatasetsPanel />
      </PanelBoundary>
      <PanelBoundary name={panels.networks}>
        <NetworksPanel />
      </PanelBoundary>
      <PanelBoundary name={panels.storage}>
        <StoragePanel />
      </PanelBoundary>
      <PanelBoundary name={panels.library}>
        <LibraryPanel />
      </PanelBoundary>
      <PanelBoundary name={panels.sources}>
        <SourcesPanel />
      </PanelBoundary>
    </div>
  );
}
