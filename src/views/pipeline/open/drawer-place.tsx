import type { StageId } from '../../../store/view';
import { Arriving } from '../../../ui/arriving';
import { lazyPart } from '../../../ui/lazy-part';
import { useMessages } from '../../../ui/use-messages';
import styles from './drawer-place.module.css';
import type { StageView } from './stage-view';

const OpenStage = lazyPart(async () => (await import('./open-stage')).OpenStage);

/** Where a stage unfolds; what it shows is loaded when the first one is opened. */
export function DrawerPlace({ stage, view }: { readonly stage: StageId; readonly view: StageView }) {
  const { openers: text } = useMessages();
  return (
    <>
      <i className={styles.tab} data-tab={stage} aria-hidden="true" />
      <Arriving name={text.stages[stage]} waiting={<p className={styles.waiting}>{text.loading}</p>}>
        <OpenStage stage={stage} view={view} />
      </Arriving>
    </>
  );
}
