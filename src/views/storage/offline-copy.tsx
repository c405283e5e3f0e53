import { useController } from '../../controller/use-controller';
import { keptWhole, type Offline } from '../../store/offline';
import { useExplorer } from '../../store/store';
import { Button } from '../../ui/controls/button';
import { useMessages } from '../../ui/use-messages';
import styles from './storage.module.css';

/** The copy that the page keeps of itself. */
export function OfflineCopy() {
  const { storage: text } = useMessages();
  const offline = useExplorer((state) => state.offline);
  return (
    <section className={styles.card} aria-labelledby="offline-title">
      <h3 id="offline-title">{text.offline}</h3>
      <p role="status">{text.states[stateOf(offline)]}</p>
      <Keep offline={offline} />
      {offline.problem && (
        <p className={styles.problem} role="alert">
          {text.problems[offline.problem]}
        </p>
      )}
    </section>
  );
}

function stateOf(offline: Offline): keyof ReturnType<typeof useMessages>['storage']['states'] {
  if (offline.state !== 'ready') return offline.state;
  return keptWhole(offline) ? 'whole' : 'recorded';
}

function Keep({ offline }: { readonly offline: Offline }) {
  const { storage: text } = useMessages();
  const controller = useController();
  const contents = useExplorer(({ sources }) => sources.contents);
  const { state, keeping, report } = offline;
  if (keeping) {
    return (
      <div className={styles.progress}>
        <progress aria-label={text.progress} value={keeping.done} max={keeping.total} />
        <span>{text.arrived(keeping.done, keeping.total)}</span>
        <Button onClick={() => controller.offline.endKeeping()}>{text.end}</Button>
      </div>
    );
  }
  if (state === 'impossible' || keptWhole(offline)) return null;
  const all = report
    ? report.recorded.bytes + report.live.bytes
    : contents && contents.recorded + contents.live;
  return (
    <Button className={styles.keep} look="primary" onClick={() => controller.offline.keepEverything()}>
      {text.keep(all)}
    </Button>
  );
}
