import { useCallback, useMemo, type KeyboardEvent } from 'react';
import { useController } from '../../controller/use-controller';
import { pin, selectSample } from '../../store/actions';
import { turnedIds, turns } from '../../store/pair';
import { predictionsOf } from '../../store/predictions';
import { shownRun, shownSampleId, shownSamples, shownSnapshot } from '../../store/selectors';
import { explorer, useExplorer, type ExplorerState } from '../../store/store';
import { useMessages } from '../../ui/use-messages';
import { AddPictures } from './add-pictures';
import styles from './panel.module.css';
import { PendingPicture } from './pending-picture';
import { testIndex } from './test-index';
import { carryFocus } from './roving-focus';
import { Sample } from './sample';
import { Turned } from './turned';

const noNames: readonly string[] = [];
/** Places of the pictures that every run shows, until they are there. */
const blanks = Array.from({ length: 16 }, (_, place) => place);
const shownClasses = (state: ExplorerState) => shownRun(state)?.classes ?? noNames;
const shownTestCount = (state: ExplorerState) => shownRun(state)?.testCount ?? null;

const pinSample = (sampleId: string) => {
  const { beside } = explorer.getState().view;
  const again = beside?.what === 'sample' && beside.sampleId === sampleId;
  pin(again ? null : { what: 'sample', sampleId });
};

/** The strip of pictures in view: choose one, see at a glance which are read rightly, add your own. */
export function SamplesPanel() {
  const { samples: text } = useMessages();
  const controller = useController();
  const samples = useExplorer(shownSamples);
  const chosen = useExplorer(shownSampleId);
  const snapshot = useExplorer(shownSnapshot);
  const classes = useExplorer(shownClasses);
  const testCount = useExplorer(shownTestCount);
  const ownImages = useExplorer((state) => state.ownImages);
  const predictions = useMemo(() => snapshot && predictionsOf(snapshot), [snapshot]);
  const add = useCallback((files: readonly File[]) => controller.addPictures(files), [controller]);

  const turned = useExplorer(({ view }) => view.turned);
  const compared = useExplorer(turns);
  const beside = useExplorer(({ view }) => (view.beside?.what === 'sample' ? view.beside.sampleId : null));

  const all = samples?.ids ?? noNames;
  const ids = useMemo(
    () => (compared ? turnedIds(all, compared, { turned, shown: chosen }) : all),
    [all, compared, turned, chosen],
  );
  const carry = useCallback(
    (event: KeyboardEvent<HTMLElement>) => carryFocus(event, { ids, chosen, choose: selectSample }),
    [ids, chosen],
  );
  // those in view already are drawn from the samples
  const pending = ownImages.filter(({ id }) => !all.includes(id));
  const predicted = (id: string) => predictions?.[snapshot?.sampleIds.indexOf(id) ?? -1] ?? null;

  return (
    <section className={styles.panel} aria-label={text.title}>
      {compared && <Turned turns={compared} turned={turned} />}
      <div className={styles.scroll}>
        <ul className={styles.strip}>
          {ids.map((id) => {
            if (!samples) return null;
            const i = samples.ids.indexOf(id);
            const label = samples.labels[i] ?? -1;
            const own = testIndex(id) === null;
            return (
              <Sample
                key={id}
                id={id}
                name={own ? id.replace(/^own\//, '') : text.test(testIndex(id) ?? 0, testCount)}
                native={samples.natives[i]!}
                truth={label >= 0 ? (classes[label] ?? null) : null}
                prediction={classes[predicted(id) ?? -1] ?? null}
                chosen={id === chosen}
                pinned={id === beside}
                turn={compared?.get(id) ?? null}
                onPin={pinSample}
                onChoose={selectSample}
                onKeyDown={carry}
                onRemove={own ? (gone) => controller.removePicture(gone) : null}
              />
            );
          })}
          {!samples && blanks.map((place) => <li key={place} className={styles.blank} />)}
          {pending.map((image) => (
            <PendingPicture key={image.id} image={image} onRemove={(id) => controller.removePicture(id)} />
          ))}
          <li data-control>
            <AddPictures onAdd={add} />
          </li>
        </ul>
      </div>
    </section>
  );
}
