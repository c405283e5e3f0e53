import type { AblationTable } from '../../data/ablation-table';
import { changeTable, notify } from '../../store/actions';
import type { Column, PublishedChoice } from '../../store/columns';
import { useExplorer } from '../../store/store';
import { fullTable, tableSettings } from '../../store/table';
import type { TableFormat } from '../../store/table-files';
import { Button } from '../../ui/controls/button';
import { Icon } from '../../ui/controls/icon';
import { Popover } from '../../ui/controls/popover';
import { SelectField } from '../../ui/controls/select-field';
import { saveFile } from '../../ui/save-file';
import { useMessages } from '../../ui/use-messages';
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
  const { ablation: text } = useMessages();
  const view = useExplorer((state) => state.table);
  const all = useExplorer(fullTable);
  const reference = all?.rows.find(({ standing }) => standing === 'reference');
  return (
    <div className={styles.tools}>
      <Setting />
      <SelectField
        label={text.baseline}
        value={reference?.key ?? ''}
        options={(all?.rows ?? []).map(({ key, label }) => ({ value: key, label }))}
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
      <Export table={table} metrics={metrics} published={published} />
    </div>
  );
}

/** Which runs stand together; only where there is a choice. */
function Setting() {
  const { ablation: text, settings } = useMessages();
  const known = useExplorer(tableSettings);
  const chosen = useExplorer((state) => state.table.setting);
  if (known.length < 2) return null;
  const options = known.map(({ id, run: { config }, count }) => {
    const data = settings.data.titles[config.data as keyof typeof settings.data.titles] ?? config.data;
    const { method, training } = config;
    return {
      value: id,
      label: text.settingName({ data, side: method.side, epochs: training.epochs, count }),
    };
  });
  return (
    <SelectField
      label={text.setting}
      value={chosen ?? options[0]!.value}
      options={options}
      onChange={(setting) => changeTable({ setting })}
    />
  );
}

function Export({ table, metrics, published }: Omit<ToolsProps, 'choices' | 'onPublished'>) {
  const { ablation: text, table: words } = useMessages();
  const save = async (format: TableFormat) => {
    try {
      const { tableFile } = await import('../../store/table-files');
      const runs = table.rows.flatMap((row) => row.runs.filter(({ result }) => result !== null));
      const { config } = table.rows[0]!.runs[0]!;
      const described = {
        data: config.data,
        backbone: config.backbone,
        side: config.method.side,
        epochs: config.training.epochs,
        seeds: [...new Set(runs.map((run) => run.config.training.seed))].sort((a, b) => a - b),
        devices: [...new Set(runs.map(({ provenance }) => provenance.device))],
      };
      const { name, text: contents } = tableFile(table, format, {
        metrics: metrics.map(({ id }) => id),
        published,
        words: { ...words, caption: words.caption(described) },
        notes: [
          words.notes.spread(described),
          words.notes.differences,
          words.notes.devices(described),
          ...(published ? [words.notes.published, words.notes.nearest] : []),
        ],
      });
      saveFile(name, new Blob([contents], { type: 'text/plain' }));
    } catch (error) {
      notify({ tone: 'warn', text: error instanceof Error ? error.message : String(error), action: null });
    }
  };
  const trigger = (
    <Button>
      <Icon name="save" />
      {text.export}
    </Button>
  );
  const formats: readonly TableFormat[] = ['latex', 'markdown', 'summary', 'seeds'];
  return (
    <Popover trigger={trigger} title={text.export}>
      <div className={styles.exports}>
        {formats.map((format) => (
          <Button key={format} onClick={() => void save(format)}>
            {text.exports[format]}
          </Button>
        ))}
        <p>{text.exportHint}</p>
      </div>
    </Popover>
  );
}
