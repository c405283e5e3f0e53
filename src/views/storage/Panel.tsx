import { useController } from '../../controller/use-controller';
import { useExplorer } from '../../store/store';
import { Button } from '../../ui/controls/button';
import { useMessages } from '../../ui/use-messages';
import { Everything } from './everything';
import { KeptParts } from './kept-parts';
import { OfflineCopy } from './offline-copy';
import styles from './storage.module.css';

/** What this browser keeps of the page, how much that is, and how to have it kept or deleted. */
export function StoragePanel() {
  const { storage: text } = useMessages();
  return (
    <section className={styles.storage} aria-labelledby="storage-title">
      <h2 id="storage-title">{text.title}</h2>
      <div className={styles.parts}>
        <OfflineCopy />
        <div className={styles.card}>
          <KeptParts />
          <Disk />
        </div>
        <Everything />
      </div>
    </section>
  );
}

function Disk() {
  const { storage: text } = useMessages();
  const controller = useController();
  const disk = useExplorer(({ keeping }) => keeping.disk);
  return (
    <div className={styles.disk}>
      <h3>{text.disk}</h3>
      <p>{disk ? text.diskUse(disk.used, disk.free) : text.diskUnknown}</p>
      {disk && <p className={styles.note}>{disk.lasting ? text.lasting : text.fleeting}</p>}
      {disk && !disk.lasting && <Button onClick={() => controller.askToKeep()}>{text.ask}</Button>}
    </div>
  );
}
