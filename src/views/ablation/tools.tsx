import type { AblationTable } from '../../data/ablation-table';
import { changeTable } from '../../store/actions';
import { everyMetric, type Column, type PublishedChoice } from '../../store/columns';
import { useExplorer } from '../../store/store';
import { fullTable, shownSetting, tableSettings } from '../../store/table';
import { Button } from '../../ui/controls/button';
import { Popover } from '../../ui/controls/popover';
import { SelectField } from '../../ui/controls/select-field';
import { useTaskTitle } from '../../trace/network-title';
import { useMessages } from '../../ui/use-messages';
import { Export } from './export';
import styles from './tools.module.css';

interface ToolsProps {
  readonly table: AblationTable;
  readonly metrics: readonly Column[];
  readonly published: PublishedChoice | null;
  readonly choices: readonly PublishedChoice[];
  onPublished(choice: PublishedChoice | null): void;
}

const idOf = ({ model, data }: PublishedChoice) => `${model}/${data}`;

/** What the table compares, what it leaves out, and its way into a paper. */
export function Tools({ table, metrics, published, choices, onPublished }: ToolsProps) {
  const { ablation: text, translated } = useMessages();
  const view = useExplorer((state) => state.table);
  const all = useExplorer(fullTable);
  const reference = all?.rows.find(({ standing }) => standing === 'reference');
  return (
    <div className={styles.tools} data-control>
      <Setting />
      <SelectField
        label={text.baseline}
        value={reference?.key ?? ''}
        options={(all?.rows ?? []).map(({ key, label }) => ({ value: key, label: translated(label) }))}
        onChange={(baseline) => changeTable({ baseline })}
      />
      {choices.length > 0 && (
        <SelectField
          label={text.published}
          value={published ? idOf(published) : ''}
          options={[
            { value: '', label: text.publishedNone },
            ...choices.map((choice) => ({ value: idOf(choice), label: text.publishedChoice(choice) })),
          ]}
          onChange={(id) => onPublished(choices.find((choice) => idOf(choice) === id) ?? null)}
        />
      )}
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={view.differencesOnly}
          onChange={({ target }) => changeTable({ differencesOnly: target.checked })}
        />
        {text.differencesOnly}
      </label>
      <Columns shown={metrics} />
      <Export table={table} metrics={metrics} published={published} />
    </div>
  );
}

/** Which runs stand together; only where there is a choice. */
function Setting() {
  const { ablation: text } = useMessages();
  const titleOf = useTaskTitle();
  const known = useExplorer(tableSettings);
  const shown = useExplorer(shownSetting);
  if (known.length < 2) return null;
  const options = known.map(({ id, run: { config }, count }) => {
    const data = titleOf(config);
    const { method, training } = config;
    return {
      value: id,
      label: text.settingName({
        data,
        side: method.side,
        epochs: training.epochs,
        pictures: training.trainLimit,
        count,
      }),
    };
  });
  return (
    <SelectField
      label={text.setting}
      value={shown ?? options[0]!.value}
      options={options}
      onChange={(setting) => changeTable({ setting })}
    />
  );
}

/** Which metrics stand in the table, in the order in which they are measured. */
function Columns({ shown }: { readonly shown: readonly Column[] }) {
  const { ablation: text, translated } = useMessages();
  const chosen = useExplorer((state) => state.table.columns);
  const toggle = (id: Column['id']) => {
    const next = everyMetric.filter((metric) => chosen.includes(metric.id) !== (metric.id === id));
    changeTable({ columns: next.map((metric) => metric.id) });
  };
  return (
    <Popover trigger={<Button>{text.columns}</Button>} title={text.columns}>
      <ul className={styles.columns}>
        {everyMetric.map(({ id, label, definition }) => (
          <li key={id}>
            <label className={styles.check} title={translated(definition)}>
              <input
                type="checkbox"
                checked={chosen.includes(id)}
                // the last one stays: a table of names alone says nothing
                disabled={shown.length === 1 && shown[0]!.id === id}
                onChange={() => toggle(id)}
              />
              {translated(label)}
            </label>
          </li>
        ))}
      </ul>
      <p className={styles.hint}>{text.columnsHint}</p>
    </Popover>
  );
}
