import { Button } from '../../ui/controls/button';
import { ThinProgress } from '../../ui/controls/thin-progress';
import { useMessages } from '../../ui/use-messages';
import styles from './space.module.css';
import type { AskedLayout } from './use-layout';

interface LayoutProgressProps {
  readonly asked: AskedLayout;
  /** the step that the run is at */
  readonly now: number | null;
}

/** How far the layout is, or what to do where there is none. */
export function LayoutProgress({ asked: { view, older, missing, stop, begin }, now }: LayoutProgressProps) {
  const { survey: words, translated } = useMessages();
  const { space: text } = words;
  if (missing) return <p className={styles.progress}>{text.noFeatures}</p>;
  if (view?.state === 'working')
    return (
      <div className={styles.progress} role="status">
        <span>{text.stage[view.stage]} …</span>
        <ThinProgress label={text.stage[view.stage]} value={view.part} />
        <Button look="quiet" onClick={stop}>
          {text.cancel}
        </Button>
      </div>
    );
  if (view?.state === 'failed')
    return (
      <p className={styles.progress} role="status">
        {text.failed(translated(view.message ?? ''))} <Button onClick={begin}>{text.start}</Button>
      </p>
    );
  if (!view)
    return (
      <p className={styles.progress} role="status">
        {text.stopped} <Button onClick={begin}>{text.start}</Button>
      </p>
    );
  if (older === null || now === null) return null;
  return (
    <p className={styles.progress}>
      {text.older(older)} <Button onClick={begin}>{text.again(now)}</Button>
    </p>
  );
}
