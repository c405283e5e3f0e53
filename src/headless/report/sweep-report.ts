/** What a sweep found, as files for a paper: the tables that the page shows, and pictures of them. */
import { blocks } from '../../core/ablation/registry';
import type { AblationTable, TableRow } from '../../data/ablation-table';
import { metricOf, type MeasuredRun, type MetricId } from '../../data/metrics';
import { publishedFor, type PublishedNumber } from '../../data/published';
import { summaryCsv } from '../../data/table-csv';
import { tableSheet, type SheetWords } from '../../data/table-sheet';
import { plusMinus } from '../../data/unit-text';
import { latexTable, markdownTable } from '../../lib/sheet';
import { settingTables } from '../lab-findings';
import { dotPlot } from './dot-plot';

/** Of a paper's table, where any run has them. */
const TOLD: readonly MetricId[] = [
  ...(['last-accuracy', 'best-accuracy', 'clean-loss'] as const),
  ...(['approximation-cross-entropy', 'approximation-zero-one', 'approximation-cold'] as const),
  ...(['total-parameters', 'step-time'] as const),
];

const DRAWN: readonly MetricId[] = [
  'last-accuracy',
  'clean-loss',
  'approximation-cross-entropy',
  'step-time',
];

const PUBLISHED_NOTE =
  'Published figures are the paper’s (arXiv 2406.03150): mean±deviation of three seeds on whole datasets after 200 epochs. They stand beside, and are compared with nothing here. An asterisk: the paper’s variant is only the nearest to ours.';

/** @returns text by file name; the same for the same runs */
export function sweepReport(runs: readonly MeasuredRun[]): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const all: string[] = ['# What the sweep found', '', PUBLISHED_NOTE, ''];
  for (const [index, table] of settingTables(runs).entries()) {
    const name = `${index + 1}-${slugOf(table)}`;
    const { sheet, caption } = sheetOf(table);
    files.set(`${name}.tex`, latexTable(sheet));
    files.set(`${name}.md`, markdownTable(sheet));
    files.set(`${name}.csv`, summaryCsv(table));
    all.push(`## ${caption}`, '', markdownTable({ ...sheet, caption: '' }));
    for (const id of DRAWN) {
      const picture = pictureOf(table, id, caption);
      if (picture === null) continue;
      files.set(`${name}.${id}.svg`, picture);
      all.push(`![${metricOf(id).label}](${name}.${id}.svg)`, '');
    }
  }
  files.set('report.md', all.join('\n'));
  return files;
}

function sheetOf(table: AblationTable) {
  const metrics = TOLD.filter((id) => table.rows.some(({ cells }) => cells[id] !== null));
  const caption = captionOf(table);
  const published = publishedBeside(table);
  const notes = [...notesOf(table), ...(published ? [PUBLISHED_NOTE] : [])];
  const sheet = tableSheet(table, {
    ...{ metrics, differences: true, published, blocks, words: wordsFor(caption), notes },
  });
  return { sheet, caption };
}

function wordsFor(caption: string): SheetWords {
  return {
    caption,
    variant: 'variant',
    seeds: 'N',
    notReached: 'not reached',
    several: 'Several parts',
    forks: 'Began as another one',
    unranked: 'not ranked',
    published: ({ source, model, data }) =>
      `published: ${source}, ${model}, ${data === 'Average' ? 'mean of 11 datasets' : data} (%)`,
  };
}

const anyRun = ({ rows }: AblationTable): MeasuredRun => rows[0]!.runs[0]!;

function captionOf(table: AblationTable): string {
  const { method, training, data, backbone } = anyRun(table).config;
  const pictures = training.trainLimit === null ? 'all' : `the first ${training.trainLimit}`;
  return `${data}, ${backbone}, ${method.side} px, patches of ${method.patch}, ${pictures} training pictures, ${training.epochs} epochs, batches of ${training.batch}`;
}

function notesOf({ rows }: AblationTable): string[] {
  const devices = new Set(rows.flatMap(({ runs }) => runs.map(({ provenance }) => provenance.device)));
  return [
    'Differences (Δ) are paired by seed, brackets are 95 % intervals by Student’s t; of approximation proxies they are drawn from the probe’s images.',
    `Trained by SMM Explorer on ${[...devices].sort().slice(0, 4).join('; ')}${devices.size > 4 ? '; …' : ''}.`,
  ];
}

/** The paper's own column for this network and data; else its mean over all datasets for this network, or for ResNet-18. */
function publishedBeside(table: AblationTable): Pick<PublishedNumber, 'model' | 'data'> | null {
  const { data, backbone } = anyRun(table).config;
  const printed = table.rows.flatMap((row) => printedOf(row));
  const network = plain(backbone);
  const ofNetwork = printed.filter(({ model }) => network.includes(plain(model)));
  return (
    ofNetwork.find((one) => plain(one.data) === plain(data)) ??
    ofNetwork.find((one) => one.data === 'Average') ??
    printed.find((one) => one.model === 'ResNet-18' && one.data === 'Average') ??
    null
  );
}

/** `ResNet-18` and `resnet18` are one. */
const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

function printedOf({ runs }: TableRow): PublishedNumber[] {
  return publishedFor(runs[0]!, blocks).filter(({ beside }) => beside.includes('last-accuracy'));
}

function pictureOf(table: AblationTable, id: MetricId, title: string): string | null {
  const column = id === 'last-accuracy' ? publishedBeside(table) : null;
  const where = column && (column.data === 'Average' ? 'mean of 11 datasets' : column.data);
  return dotPlot({
    title,
    metric: metricOf(id),
    rows: table.rows,
    besideHead: column ? `published, ${column.model}, ${where}` : '',
    beside(row) {
      const number =
        column && printedOf(row).find(({ model, data }) => model === column.model && data === column.data);
      if (!number) return null;
      const { source, value, deviation, differs } = number;
      return `${plusMinus(value, deviation, 'rate')}${differs ? ' *' : ''} (${source})`;
    },
  });
}

function slugOf(table: AblationTable): string {
  const { data, backbone, method, training } = anyRun(table).config;
  const words = [data, backbone, `${method.side}px`, `${training.epochs}epochs`];
  return words
    .map((word) =>
      word
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-+|-+$/g, '')
        .slice(0, 30),
    )
    .filter((word) => word !== '')
    .join('-');
}
