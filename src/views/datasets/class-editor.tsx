import { useController } from '../../controller/use-controller';
import { useExplorer } from '../../store/store';
import { Button } from '../../ui/controls/button';
import { useMessages } from '../../ui/use-messages';
import type { ImportedPictures, KeptDataset } from '../../worker/import-protocol';
import { bringBack, leftOutClasses, renameClass } from './class-edits';
import styles from './datasets.module.css';
import { classBars, extremes, type ClassBar } from './geometry';
import { NameField } from './name-field';

interface ClassEditorProps {
  readonly dataset: KeptDataset;
  readonly imported: ImportedPictures;
}

/** How many pictures each class has, and what it is called: typing renames, the same name twice joins. */
export function ClassEditor({ dataset, imported }: ClassEditorProps) {
  const { datasets: text } = useMessages();
  const { ownData } = useController();
  const { options, counts } = dataset;
  const { classNames } = imported;
  const { least, most } = extremes(counts);
  const change = (from: string, to: string | null) =>
    ownData.arrange((made) => {
      const { options: newest, classes } = made ?? dataset;
      return renameClass(newest, classNames, { from, to, classes });
    });
  return (
    <section className={styles.card} aria-labelledby="own-data-classes">
      <h3 id="own-data-classes">{text.balance}</h3>
      <p className={styles.note}>
        {text.balanceSummary(least, most)} {text.balanceHint}
      </p>
      <p className={styles.legend}>
        <span className={styles.train} /> {text.toTrain} <span className={styles.test} /> {text.toTest}
      </p>
      <ul className={styles.classes}>
        {classBars(counts).map((bar) => (
          <ClassRow key={bar.name} bar={bar} removable={counts.length > 2} onChange={change} />
        ))}
      </ul>
      {leftOutClasses(options, classNames).map(({ label, name }) => (
        <p key={label} className={styles.away}>
          {text.left}: <b>{name}</b>{' '}
          <Button
            aria-label={text.bringBackOf(name)}
            onClick={() => ownData.arrange((made) => bringBack((made ?? dataset).options, label))}
          >
            {text.bringBack}
          </Button>
        </p>
      ))}
    </section>
  );
}

interface ClassRowProps {
  readonly bar: ClassBar;
  /** two classes are the least that can be told apart */
  readonly removable: boolean;
  onChange(from: string, to: string | null): void;
}

function ClassRow({ bar, removable, onChange }: ClassRowProps) {
  const { datasets: text, format } = useMessages();
  const { name, train, test, trainShare, testShare } = bar;
  const refused = useExplorer(({ ownData }) => ownData.refused);
  return (
    <li className={styles.class}>
      <NameField
        label={text.className(name)}
        name={name}
        refused={refused}
        onName={(next) => onChange(name, next)}
      />
      <svg
        className={styles.bar}
        viewBox="0 0 100 8"
        preserveAspectRatio="none"
        role="img"
        aria-label={text.classCounts(train, test)}
      >
        <rect className={styles.trainBar} x={0} y={0} height={8} width={trainShare * 100} />
        <rect className={styles.testBar} x={trainShare * 100} y={0} height={8} width={testShare * 100} />
      </svg>
      <span className={styles.count} aria-hidden="true">
        {format.count(train)} + {format.count(test)}
      </span>
      {removable && (
        <Button look="quiet" aria-label={text.leaveOutOf(name)} onClick={() => onChange(name, null)}>
          {text.leaveOut}
        </Button>
      )}
    </li>
  );
}
