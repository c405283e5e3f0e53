import { memo, useMemo } from 'react';
import type { Theme } from '../../lib/diverging';
import { answersOf } from '../../trace/answers';
import type { Snapshot } from '../../store/run-view';
import { Canvas } from '../../ui/pictures/canvas';
import { channelIndices } from '../../ui/pictures/field';
import { divergingPixels, naturalPixels } from '../../ui/pictures/pixels';
import { useMessages } from '../../ui/use-messages';
import styles from './living.module.css';
import { maskOf, resizedOf, type OpeningRun } from './opening-run';

interface LivingSampleProps {
  readonly opening: OpeningRun;
  readonly snapshot: Snapshot;
  readonly sampleId: string;
  readonly theme: Theme;
}

/** One picture, its three masks at a step, and what the network answers then. */
export const LivingSample = memo(function LivingSample(props: LivingSampleProps) {
  const { opening, snapshot, sampleId, theme } = props;
  const { door, translated } = useMessages();
  const text = door.living;
  const { run, limit } = opening;
  const picture = useMemo(() => {
    const resized = resizedOf(opening, sampleId);
    return resized && naturalPixels(resized, { units: opening.normalisation, channel: 'all' });
  }, [opening, sampleId]);
  const masks = useMemo(() => {
    const mask = maskOf(opening, snapshot, sampleId);
    return mask && channelIndices.map((channel) => divergingPixels(mask, { channel, limit, theme }));
  }, [opening, snapshot, sampleId, limit, theme]);
  const label = run.samples?.labels[run.samples.ids.indexOf(sampleId)] ?? -1;
  const row = snapshot.sampleIds.indexOf(sampleId);
  const predicted = row >= 0 ? answersOf(snapshot, row).predicted : -1;
  const name = (index: number) => translated(run.classes[index] ?? '');
  const right = predicted === label;
  return (
    <li className={styles.sample} data-right={right}>
      <div className={styles.pictures}>
        {picture && <Canvas pixels={picture} photograph />}
        {masks?.map((pixels, channel) => (
          <Canvas key={channel} pixels={pixels} />
        ))}
      </div>
      <p className={styles.answer}>
        {predicted < 0 ? (
          text.unknown
        ) : (
          <>
            <span aria-hidden="true">{right ? '✓' : '✗'}</span> {name(predicted)}
            <span className={styles.unseen}>, {right ? text.right : text.wrong}</span>
          </>
        )}
      </p>
    </li>
  );
});
