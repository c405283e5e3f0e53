import { dataName } from '../../store/data-name';
import type { AblationTable } from '../../data/ablation-table';
import { catalogues } from '../../messages/messages';
import { notify } from '../../store/actions';
import type { Column, PublishedChoice } from '../../store/columns';
import { explorer } from '../../store/store';
import type { TableFormat } from '../../store/table-files';
import { Button } from '../../ui/controls/button';
import { Icon } from '../../ui/controls/icon';
import { Popover } from '../../ui/controls/popover';
import { saveFile } from '../../lib/save-file';
import { networkTitle } from '../../trace/network-title';
import { useMessages } from '../../ui/use-messages';
import styles from './tools.module.css';

interface ExportProps {
  readonly table: AblationTable;
  readonly metrics: readonly Column[];
  readonly published: PublishedChoice | null;
}

/** The table's way into a paper, a script or a slide. */
export function Export({ table, metrics, published }: ExportProps) {
  const { ablation: text } = useMessages();
  // heads and variants of a file for a paper keep the names of the registry, so its words are English too
  const words = catalogues.en.table;
  const save = async (format: TableFormat | 'png') => {
    try {
      const { tableFile, tableAsSheet } = await import('../../store/table-files');
      const runs = table.rows.flatMap((row) => row.runs.filter(({ result }) => result !== null));
      const { config } = table.rows[0]!.runs[0]!;
      const { pipeline } = catalogues.en;
      const { ownNetworks } = explorer.getState();
      const described = {
        data: dataName(config.data),
        backbone: networkTitle(config.backbone, { pipeline, networks: ownNetworks.networks }),
        side: config.method.side,
        epochs: config.training.epochs,
        seeds: [...new Set(runs.map((run) => run.config.training.seed))].sort((a, b) => a - b),
        devices: [...new Set(runs.map(({ provenance }) => provenance.device))],
      };
      const options = {
        metrics: metrics.map(({ id }) => id),
        published,
        words: { ...words, caption: words.caption(described) },
        notes: [
          words.notes.spread(described),
          words.notes.differences,
          words.notes.devices(described),
          ...(published ? [words.notes.published, words.notes.nearest] : []),
        ],
      };
      if (format === 'png') {
        const { sheetAsPng } = await import('../../ui/export/sheet-file');
        return saveFile('ablation.png', await sheetAsPng(tableAsSheet(table, options)));
      }
      const { name, text: contents } = tableFile(table, format, options);
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
  const formats = ['latex', 'markdown', 'png', 'summary', 'seeds'] as const;
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
