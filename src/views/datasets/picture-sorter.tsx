import { useState } from 'react';
import { useController } from '../../controller/use-controller';
import { Button } from '../../ui/controls/button';
import { noLabels } from '../../store/own-data';
import { useExplorer } from '../../store/store';
import { useMessages } from '../../ui/use-messages';
import type { ImportedPictures, KeptDataset } from '../../worker/import-protocol';
import styles from './datasets.module.css';
import { PictureGrid } from './picture-grid';

interface PictureSorterProps {
  readonly imported: ImportedPictures;
  /** null = nothing can be made of the pictures yet */
  readonly dataset: KeptDataset | null;
}

/** As many as there are keys for. */
const keys = 9;

/** All pictures, and the way to give some of them another class: choose, then a number key or a button. */
export function PictureSorter({ imported, dataset }: PictureSorterProps) {
  const { datasets: text } = useMessages();
  const { ownData } = useController();
  const settled = new Map(dataset?.options.relabelled);
  const { given, added } = useExplorer(({ ownData: all }) => all.labels[imported.id] ?? noLabels);
  // what was refused stays: only what has been taken over is no draft any more
  const drafts = new Map([...given].filter(([picture, to]) => settled.get(picture) !== to));
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [name, setName] = useState('');
  const classes = [...new Set([...(dataset?.classes ?? []), ...added])];
  const assign = (to: string | null) => {
    if (chosen.size === 0) return;
    ownData.label(imported.id, { given: [...chosen].map((picture) => [picture, to] as const) });
    setChosen(new Set());
  };
  const add = () => {
    const next = name.trim();
    if (next === '') return;
    ownData.label(imported.id, { added: [next] });
    setName('');
  };
  const apply = () => ownData.arrange({ relabelled: [...new Map([...settled, ...drafts])] });
  return (
    <section className={styles.card} aria-labelledby="own-data-pictures">
      <h3 id="own-data-pictures">{text.pictures}</h3>
      <p id="own-data-pictures-hint" className={styles.note}>
        {text.picturesHint}
      </p>
      <PictureGrid
        imported={imported}
        labels={{ settled, drafts, renamed: new Map(dataset?.options.renamed) }}
        chosen={chosen}
        onChoose={setChosen}
        onDigit={(digit) => {
          const to = classes[digit - 1];
          if (to !== undefined) assign(to);
        }}
      />
      <div className={styles.assign} role="group" aria-label={text.assignTo}>
        <span aria-live="polite">{text.chosenCount(chosen.size)}</span>
        {chosen.size > 0 && (
          <Button look="quiet" onClick={() => setChosen(new Set())}>
            {text.chooseNone}
          </Button>
        )}
        {classes.slice(0, 40).map((one, i) => (
          <Button key={one} disabled={chosen.size === 0} onClick={() => assign(one)}>
            {text.assign(i < keys ? i + 1 : null, one)}
          </Button>
        ))}
        <Button look="quiet" disabled={chosen.size === 0} onClick={() => assign(null)}>
          {text.noneOfThese}
        </Button>
      </div>
      <form
        className={styles.assign}
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <input
          className={styles.name}
          aria-label={text.newClass}
          placeholder={text.newClass}
          value={name}
          maxLength={80}
          onChange={({ target }) => setName(target.value)}
        />
        <Button type="submit">{text.addClass}</Button>
      </form>
      {drafts.size > 0 && (
        <div className={styles.assign}>
          <span role="status">{text.labelled(drafts.size)}</span>
          <Button look="primary" onClick={apply}>
            {text.apply}
          </Button>
          <Button onClick={() => ownData.label(imported.id, null)}>{text.revert}</Button>
        </div>
      )}
    </section>
  );
}
