import { useMemo, useState } from 'react';
import { useController } from '../../controller/use-controller';
import { variantName } from '../../store/columns';
import { runConfig } from '../../store/run-config';
import { useExplorer, useExplorerParts } from '../../store/store';
import { Button } from '../../ui/controls/button';
import { Segments } from '../../ui/controls/segments';
import { useMessages } from '../../ui/use-messages';
import { plannedBlocks, plannedRuns, withoutKnown, type PlannedBlock } from './plan';
import styles from './queue.module.css';

const seedChoices = ['1', '3', '5'] as const;

/** Variants and seeds to train, beside the reference that the switches describe. */
export function Planner() {
  const { queue: text, runs } = useMessages();
  const controller = useController();
  const settings = useExplorer((state) => state.settings);
  const reference = useMemo(() => runConfig(settings), [settings]);
  const known = useExplorerParts(({ library, queue }) => [
    ...library.entries.filter(({ result }) => result !== null).map(({ config }) => config),
    ...queue.filter(({ state }) => state !== 'failed' && state !== 'cancelled').map(({ config }) => config),
  ]);
  const [keys, setKeys] = useState<readonly string[]>([]);
  const [withReference, setWithReference] = useState(true);
  const [seeds, setSeeds] = useState<(typeof seedChoices)[number]>('1');
  const planned = plannedRuns({ reference, withReference, keys, seeds: Number(seeds) });
  const missing = withoutKnown(planned, known);
  const toggle = (key: string) =>
    setKeys((before) => (before.includes(key) ? before.filter((one) => one !== key) : [...before, key]));
  const train = () => {
    controller.enqueue(missing);
    setKeys([]);
  };
  return (
    <>
      <label className={styles.reference}>
        <input
          type="checkbox"
          checked={withReference}
          onChange={({ target }) => setWithReference(target.checked)}
        />
        <span>
          {text.reference}
          <small>{text.referenceOf(variantName(reference, runs.reference))}</small>
        </span>
      </label>
      {plannedBlocks(reference).map((block) => (
        <BlockChoice key={block.id} block={block} keys={keys} onToggle={toggle} />
      ))}
      <div className={styles.start}>
        <Segments
          label={text.seeds}
          labelShown
          value={seeds}
          options={seedChoices.map((value) => ({
            value,
            label: value,
            hint: text.seedsHint(reference.training.seed, Number(value)),
          }))}
          onChange={(next) => setSeeds(next)}
        />
        <Button look="primary" disabled={missing.length === 0} onClick={train}>
          {text.add(missing.length)}
        </Button>
      </div>
      {planned.length > missing.length && (
        <p className={styles.about}>{text.known(planned.length - missing.length)}</p>
      )}
    </>
  );
}

interface BlockChoiceProps {
  readonly block: PlannedBlock;
  readonly keys: readonly string[];
  onToggle(key: string): void;
}

function BlockChoice({ block, keys, onToggle }: BlockChoiceProps) {
  const { queue: text, ablation, translated } = useMessages();
  const chosen = block.variants.filter(({ key }) => keys.includes(key)).length;
  return (
    <details className={styles.block} name="queue-blocks">
      <summary>
        {translated(block.label)}
        <b>{text.chosen(chosen)}</b>
      </summary>
      <ul>
        {block.variants.map(({ key, label, definition, role, refused }) => (
          <li key={key}>
            <label
              className={styles.variant}
              title={translated(refused ?? definition)}
              data-refused={refused !== null || undefined}
            >
              <input
                type="checkbox"
                checked={keys.includes(key) && refused === null}
                disabled={refused !== null}
                onChange={() => onToggle(key)}
              />
              <span>
                {translated(label)}
                {(role === 'control' || role === 'demonstration') && <small>{ablation.roles[role]}</small>}
              </span>
              {refused !== null && <small>{text.refusedOne}</small>}
            </label>
          </li>
        ))}
      </ul>
    </details>
  );
}
