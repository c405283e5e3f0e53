import { useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import type { LiveFrame } from '../../../controller/live-frames';
import { useController } from '../../../controller/use-controller';
import type { SampleSet } from '../../../data/snapshot';
import { packedColours } from '../../../ui/pictures/live-colours';
import { liveWall, type LiveSubject } from '../../../ui/pictures/live-wall';
import { useMessages } from '../../../ui/use-messages';
import styles from './live-pictures.module.css';

export interface LivePicturesProps {
  readonly runId: string;
  readonly sampleId: string;
  /** where the sample's picture may be another one with another set */
  readonly samples: SampleSet;
  /** step of the snapshot that is shown, which a live picture must not lag behind */
  readonly step: number;
}

/** Has the pictures of the bench drawn between snapshots, and says which step they show. */
export function LivePictures({ runId, sampleId, samples, step }: LivePicturesProps) {
  const { live: text, format } = useMessages();
  const controller = useController();
  const subjects = useSyncExternalStore(liveWall.listen, liveWall.subjects);
  const drawn = useSyncExternalStore(liveWall.listen, liveWall.step);
  const newest = useRef(step);
  // before anything is painted: no older frame comes over a snapshot that is already there
  useLayoutEffect(() => {
    newest.current = step;
  }, [step]);

  useLayoutEffect(() => {
    let watched = true;
    let end = (): void => undefined;
    // the canvases of the run before leave the wall in a task of their own, which was queued before this one
    queueMicrotask(() => {
      const hung = liveWall.subjects();
      if (!watched || hung.length === 0) return;
      const pictures = hung.map(({ stage, rule }) => ({ stage, colours: packedColours(rule) }));
      end = controller.frames.watch({ runId, sampleId, pictures }, async (frame) => {
        // a page that nobody sees draws nothing, and asks for no more
        await new Promise(requestAnimationFrame);
        if (watched && frame.step > newest.current) liveWall.show(onWall(frame, hung));
        else frame.bitmap.close();
      });
    });
    return () => {
      watched = false;
      end();
      liveWall.show(null);
    };
  }, [controller, runId, sampleId, samples, subjects]);

  if (drawn === null || drawn <= step) return null;
  return (
    <p className={styles.live} title={text.why}>
      <span className={styles.dot} aria-hidden="true" />
      {text.pictures(format.count(drawn))}
      <span className={styles.numbers}>{text.numbers(format.count(step))}</span>
    </p>
  );
}

function onWall({ step, bitmap, places }: LiveFrame, subjects: readonly LiveSubject[]) {
  const shown = subjects.flatMap(({ key }, i) => (places[i] ? [[key, places[i]] as const] : []));
  return { step, image: bitmap, places: new Map(shown) };
}
