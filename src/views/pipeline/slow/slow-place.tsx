import { useState } from 'react';
import type { SubStepId } from '../../../store/view';
import { Arriving } from '../../../ui/arriving';
import { lazyPart } from '../../../ui/lazy-part';
import { useMessages } from '../../../ui/use-messages';
import styles from '../open/drawer-place.module.css';
import type { StageView } from '../open/stage-view';

const SlowMotion = lazyPart(async () => (await import('./slow-motion')).SlowMotion);

/** Where a step is taken apart; loaded when the first one is. */
export function SlowPlace({ at, view }: { readonly at: SubStepId; readonly view: StageView }) {
  const { openers: text } = useMessages();
  // its button goes as this comes: only now is it known whether a person pressed it
  const [byHand] = useState(() => document.activeElement?.matches('[data-slows]') ?? false);
  return (
    <Arriving name={text.slowly} waiting={<p className={styles.waiting}>{text.loading}</p>}>
      <SlowMotion at={at} view={view} byHand={byHand} />
    </Arriving>
  );
}
