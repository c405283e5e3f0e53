import { useState } from 'react';
import { useController } from '../../controller/use-controller';
import { dataId } from '../../store/settings';
import { useExplorer } from '../../store/store';
import { Button } from '../../ui/controls/button';
import { useMessages } from '../../ui/use-messages';
import type { ImportedPictures, KeptDataset } from '../../worker/import-protocol';
import styles from './datasets.module.css';
import { NameField } from './name-field';

/** What this browser has: datasets that can be trained on, and pictures that are not one yet. */
export function KeptDatasets() {
  const { datasets: text } = useMessages();
  const datasets = useExplorer(({ ownData }) => ownData.datasets);
  const imports = useExplorer(({ ownData }) => ownData.imports);
  const importing = useExplorer(({ ownData }) => ownData.incoming.stage === 'importing');
  const alone = imports.filter(({ id }) => datasets.every(({ importId }) => importId !== id));
  // what comes in just now has its progress above
  const waiting = alone.filter(({ state }) => state === 'ready' || !importing);
  if (datasets.length + waiting.length === 0) return null;
  return (
    <>
      <h3 id="own-data-kept">{text.kept}</h3>
      <ul className={styles.list} aria-labelledby="own-data-kept">
        {datasets.map((dataset) => (
          <li key={dataset.id}>
            <DatasetRow
              dataset={dataset}
              bytes={imports.find(({ id }) => id === dataset.importId)?.bytes ?? null}
            />
          </li>
        ))}
        {waiting.map((imported) => (
          <li key={imported.id}>
            <ImportRow imported={imported} />
          </li>
        ))}
      </ul>
    </>
  );
}

interface DatasetRowProps {
  readonly dataset: KeptDataset;
  readonly bytes: number | null;
}

function DatasetRow({ dataset, bytes }: DatasetRowProps) {
  const { datasets: text } = useMessages();
  const { ownData } = useController();
  const { id, importId, name, classes, train, test } = dataset;
  const chosen = useExplorer(({ settings }) => dataId(settings.data) === id);
  const open = useExplorer((all) => all.ownData.opened?.id === id);
  return (
    <div className={styles.row}>
      <div className={styles.about}>
        <NameField key={name} label={text.name} name={name} onName={(next) => ownData.rename(id, next)} />
        <span className={styles.note}>
          {text.facts({ classes: classes.length, train, test })}
          {bytes !== null && ` · ${text.room(bytes)}`}
          {chosen && ` · ${text.chosen}`}
        </span>
      </div>
      <div className={styles.buttons}>
        <Button look="primary" aria-label={text.trainOn(name)} onClick={() => ownData.trainOn(id)}>
          {text.train}
        </Button>
        <Button
          aria-expanded={open}
          aria-label={text.openOf(name)}
          onClick={() => ownData.show(open ? null : importId, open ? null : id)}
        >
          {open ? text.close : text.open}
        </Button>
        <Remove name={name} onRemove={() => ownData.remove(id)} />
      </div>
    </div>
  );
}

function ImportRow({ imported }: { readonly imported: ImportedPictures }) {
  const { datasets: text } = useMessages();
  const { ownData } = useController();
  const { id, name, state, pictures, total, bytes } = imported;
  const open = useExplorer((all) => all.ownData.opened?.importId === id);
  return (
    <div className={styles.row}>
      <div className={styles.about}>
        <b>{name}</b>
        <span className={styles.note}>
          {state === 'ready' ? text.unsorted(pictures) : text.unfinished(pictures, total)} ·{' '}
          {text.room(bytes)}
        </span>
      </div>
      <div className={styles.buttons}>
        {state === 'ready' && (
          <Button
            aria-expanded={open}
            aria-label={text.openOf(name)}
            onClick={() => ownData.show(open ? null : id)}
          >
            {open ? text.close : text.open}
          </Button>
        )}
        <Remove name={name} onRemove={() => ownData.removeImport(id)} />
      </div>
    </div>
  );
}

/** Pictures cannot be put back once they are gone, so it asks. */
function Remove({ name, onRemove }: { readonly name: string; onRemove(): void }) {
  const { datasets: text } = useMessages();
  const [asking, setAsking] = useState(false);
  if (!asking) {
    return (
      <Button aria-label={text.removeOf(name)} onClick={() => setAsking(true)}>
        {text.remove}
      </Button>
    );
  }
  return (
    <div className={styles.asking} role="alertdialog" aria-label={text.removeOf(name)}>
      <p>{text.removeSure(name)}</p>
      <div className={styles.buttons}>
        <Button onClick={onRemove}>{text.removeYes}</Button>
        {/* eslint-disable-next-line jsx-a11y/no-autofocus -- the button that asked is gone, and the safe answer is at hand */}
        <Button autoFocus onClick={() => setAsking(false)}>
          {text.removeNo}
        </Button>
      </div>
    </div>
  );
}
