import { pin, showOnlyDifferences, swapPair, wipeOver } from '../../store/actions';
import { useExplorer } from '../../store/store';
import { Button } from '../../ui/controls/button';
import { Icon } from '../../ui/controls/icon';
import { Popover } from '../../ui/controls/popover';
import { Segments } from '../../ui/controls/segments';
import { useMessages } from '../../ui/use-messages';
import type { Side } from '../../store/pair';
import { SavePrint } from '../../ui/export/save-print';
import { pairPrint } from './pair-print';
import { useSampleName } from './sample-name';
import styles from './pair.module.css';
import type { Drawn } from './use-pair';

/** What is compared, what cannot be, and how it is shown. */
export function PairHead({ drawn }: { readonly drawn: Drawn }) {
  const messages = useMessages();
  const { pair: text, translated } = messages;
  const wipe = useExplorer(({ view }) => view.wipe);
  const onlyDifferences = useExplorer(({ view }) => view.onlyDifferences);
  const named = useSampleName();
  const { pair, obstacles } = drawn;
  const [a, b] = [pair.a.snapshot.step, pair.b.snapshot.step];
  const common = pair.what === 'run' ? named(pair.a, pair.a.sampleId) : translated(pair.a.run.label);
  const nameOf = (side: Side) =>
    pair.what === 'run' ? translated(side.run.label) : named(side, side.sampleId);
  const names = { a: nameOf(pair.a), b: nameOf(pair.b) };
  const remarks = [
    ...obstacles.map((obstacle) => text.obstacles[obstacle]),
    ...(a === b ? [] : [text.stepsDiffer(a, b)]),
  ];
  return (
    <header className={styles.head}>
      <p className={styles.what}>
        <b>{text.sections[pair.what]}</b> <span>{common}</span>
      </p>
      <div className={styles.tools} data-control>
        {!wipe && (
          <label className={styles.check}>
            <input
              type="checkbox"
              checked={onlyDifferences}
              onChange={({ target }) => showOnlyDifferences(target.checked)}
            />
            {text.onlyDifferences}
          </label>
        )}
        <Segments
          label={text.view}
          value={wipe ? 'wipe' : 'side'}
          options={(['side', 'wipe'] as const).map((value) => ({ value, label: text.views[value] }))}
          onChange={(next) => wipeOver(next === 'wipe' ? 'prompted' : null)}
        />
        <Button look="quiet" onClick={swapPair} title={text.swap} aria-label={text.swap}>
          A ⇄ B
        </Button>
        <Popover
          trigger={
            <Button look="quiet" aria-label={text.save.title} title={text.save.title}>
              <Icon name="save" />
            </Button>
          }
          title={text.save.title}
        >
          <SavePrint
            print={() => pairPrint(drawn, names, messages)}
            name={(size) => [names.a, names.b, pair.a.sampleId, size]}
          />
        </Popover>
        <Button look="quiet" onClick={() => pin(null)} title={text.unpin} aria-label={text.unpin}>
          <Icon name="close" />
        </Button>
      </div>
      {remarks.length > 0 && (
        <p className={styles.remarks} role="note">
          {remarks.join(' ')}
        </p>
      )}
    </header>
  );
}
