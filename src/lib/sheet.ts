/** A small table of plain text, and its two written forms. It knows nothing of what stands in it. */
import { escapeLatex } from './latex';

export interface Sheet {
  readonly caption: string;
  readonly columns: readonly { readonly head: string; readonly align: 'left' | 'right' }[];
  /** rows under one heading stay together; a group without a title stands first */
  readonly groups: readonly { readonly title: string; readonly rows: readonly (readonly string[])[] }[];
  /** below the table, a sentence each */
  readonly notes: readonly string[];
}

/** For a document with `\usepackage{booktabs}`; wide tables may want `\small` or `\resizebox` round it. */
export function latexTable({ caption, columns, groups, notes }: Sheet): string {
  // a bracket after a line break would be its option
  const row = (cells: readonly string[]) =>
    `    ${cells
      .map(escapeLatex)
      .join(' & ')
      .replace(/^(?=\[|\*)/, '{}')} \\\\`;
  const body = groups.flatMap(({ title, rows }) => [
    '    \\midrule',
    ...(title ? [`    \\multicolumn{${columns.length}}{l}{\\emph{${escapeLatex(title)}}} \\\\`] : []),
    ...rows.map(row),
  ]);
  return [
    '% needs \\usepackage{booktabs}',
    '\\begin{table}',
    '  \\centering',
    `  \\caption{${escapeLatex(caption)}}`,
    `  \\begin{tabular}{${columns.map(({ align }) => align[0]).join('')}}`,
    '    \\toprule',
    row(columns.map(({ head }) => head)),
    ...body,
    '    \\bottomrule',
    '  \\end{tabular}',
    ...(notes.length > 0
      ? ['', `  \\medskip {\\footnotesize ${notes.map(escapeLatex).join(' ')}\\par}`]
      : []),
    '\\end{table}',
    '',
  ].join('\n');
}

/** A pipe table, as GitHub and most others read it. */
export function markdownTable({ caption, columns, groups, notes }: Sheet): string {
  const row = (cells: readonly string[]) => `| ${cells.map(escapeMarkdown).join(' | ')} |`;
  const heading = (title: string) =>
    `| **${escapeMarkdown(title)}** |${columns
      .slice(1)
      .map(() => '  |')
      .join('')}`;
  const rule = columns.map(({ align }) => (align === 'right' ? '--:' : ':--'));
  return [
    escapeMarkdown(caption),
    '',
    row(columns.map(({ head }) => head)),
    `| ${rule.join(' | ')} |`,
    ...groups.flatMap(({ title, rows }) => [...(title ? [heading(title)] : []), ...rows.map(row)]),
    ...notes.flatMap((note) => ['', escapeMarkdown(note)]),
    '',
  ].join('\n');
}

/** Text that stays text: no cell ends early, no markup or page code in it. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>|#]/g, '\\$&').replace(/\s+/g, ' ');
}
