import { blocks } from '../core/ablation/registry';
import type { AblationTable } from '../data/ablation-table';
import type { MetricId } from '../data/metrics';
import { seedCsv, summaryCsv } from '../data/table-csv';
import { tableSheet, type SheetWords } from '../data/table-sheet';
import { latexTable, markdownTable, type Sheet } from '../lib/sheet';
import type { PublishedChoice } from './columns';

/** The table as it is on screen, as text of a file. Loaded when somebody asks for one. */

export const tableFormats = ['latex', 'markdown', 'summary', 'seeds'] as const;
export type TableFormat = (typeof tableFormats)[number];

const endings: Readonly<Record<TableFormat, string>> = {
  latex: 'tex',
  markdown: 'md',
  summary: 'csv',
  seeds: 'seeds.csv',
};

export interface FileOptions {
  readonly metrics: readonly MetricId[];
  readonly published: PublishedChoice | null;
  readonly words: SheetWords;
  readonly notes: readonly string[];
}

export function tableFile(
  table: AblationTable,
  format: TableFormat,
  options: FileOptions,
): { readonly name: string; readonly text: string } {
  const name = `ablation.${endings[format]}`;
  if (format === 'summary') return { name, text: summaryCsv(table) };
  if (format === 'seeds') return { name, text: seedCsv(table) };
  const sheet = tableAsSheet(table, options);
  return { name, text: format === 'latex' ? latexTable(sheet) : markdownTable(sheet) };
}

/** What LaTeX, Markdown and the picture write, each in its own way. */
export function tableAsSheet(table: AblationTable, options: FileOptions): Sheet {
  return tableSheet(table, { ...options, differences: true, blocks });
}
