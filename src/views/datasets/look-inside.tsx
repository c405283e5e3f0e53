import { useExplorer } from '../../store/store';
import { useMessages } from '../../ui/use-messages';
import { ClassEditor } from './class-editor';
import { Copies } from './copies';
import styles from './datasets.module.css';
import { LeftOutFiles } from './left-out-files';
import { PictureSorter } from './picture-sorter';
import { SplitEditor } from './split-editor';

/** One import with what was made of it: its classes, split, copies, what could not be read, and its pictures. */
export function LookInside() {
  const { datasets: text } = useMessages();
  const opened = useExplorer(({ ownData }) => ownData.opened);
  const datasets = useExplorer(({ ownData }) => ownData.datasets);
  const imports = useExplorer(({ ownData }) => ownData.imports);
  const arranging = useExplorer(({ ownData }) => ownData.arranging);
  const imported = imports.find(({ id }) => id === opened?.importId);
  if (!opened || !imported) return null;
  const dataset = datasets.find(({ id }) => id === opened.id) ?? null;
  return (
    <div className={styles.inside} aria-busy={arranging}>
      <p className={styles.unseen} role="status">
        {arranging ? text.working : ''}
      </p>
      {opened.message !== null && <p className={styles.warning}>{opened.message}</p>}
      {dataset && (
        <div className={styles.parts}>
          <ClassEditor dataset={dataset} imported={imported} />
          <div className={styles.column}>
            <SplitEditor key={dataset.id} dataset={dataset} />
            <Copies dataset={dataset} />
            <LeftOutFiles imported={imported} />
          </div>
        </div>
      )}
      {!dataset && <LeftOutFiles imported={imported} />}
      <PictureSorter key={imported.id} imported={imported} dataset={dataset} />
    </div>
  );
}
