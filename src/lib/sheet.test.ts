import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeLatex } from './latex';
import { latexTable, markdownTable, type Sheet } from './sheet';

const sheet: Sheet = {
  caption: 'Ours & 100 % δ',
  columns: [
    { head: 'variant', align: 'left' },
    { head: 'acc_1', align: 'right' },
  ],
  groups: [
    { title: '', rows: [['SMM', '72.0 ± 2.0']] },
    { title: 'Masks', rows: [['a|b', '−5.0']] },
  ],
  notes: ['* as printed.'],
};

describe('a table in LaTeX', () => {
  it('is a booktabs table with a rule before each group', () => {
    expect(latexTable(sheet)).toBe(
      [
        '% needs \\usepackage{booktabs}',
        '\\begin{table}',
        '  \\centering',
        '  \\caption{Ours \\& 100 \\% $\\delta$}',
        '  \\begin{tabular}{lr}',
        '    \\toprule',
        '    variant & acc\\_1 \\\\',
        '    \\midrule',
        '    SMM & 72.0 $\\pm$ 2.0 \\\\',
        '    \\midrule',
        '    \\multicolumn{2}{l}{\\emph{Masks}} \\\\',
        '    a\\textbar{}b & $-$5.0 \\\\',
        '    \\bottomrule',
        '  \\end{tabular}',
        '',
        '  \\medskip {\\footnotesize * as printed.\\par}',
        '\\end{table}',
        '',
      ].join('\n'),
    );
  });

  it('guards a cell that begins like an option of the line break before it', () => {
    const bracketed = { ...sheet, groups: [{ title: '', rows: [['[0.1, 0.2]', '*']] }] };
    expect(latexTable(bracketed)).toContain('    {}[0.1, 0.2] & * \\\\');
  });
});

describe('text in LaTeX', () => {
  it('stays text, whatever stands in it', () => {
    expect(escapeLatex('\\input{x}~^"')).toBe(
      "\\textbackslash{}input\\{x\\}\\textasciitilde{}\\textasciicircum{}''",
    );
    expect(escapeLatex('50 % of $x_1 #2')).toBe('50 \\% of \\$x\\_1 \\#2');
    expect(escapeLatex('Ärmel Łódź “quoted” A·g·Aᵀ')).toBe(
      "Ärmel Łódź ``quoted'' A$\\cdot$g$\\cdot$A$^{\\top}$",
    );
    expect(escapeLatex('中\nþ')).toBe('[U+4E2D] [U+00FE]');
  });

  it('has balanced braces and no character of power left bare', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const bare = escapeLatex(text).replace(/\$[^$]*\$|\\[a-z]+\{\}|\\[&%$#_{},]/g, '');
        expect(bare).not.toMatch(/[\\%$#_{}&^]/);
      }),
      { numRuns: 500, seed: 3 },
    );
  });
});

describe('a table in Markdown', () => {
  it('is a pipe table that no cell can break', () => {
    expect(markdownTable(sheet)).toBe(
      [
        'Ours & 100 % δ',
        '',
        '| variant | acc\\_1 |',
        '| :-- | --: |',
        '| SMM | 72.0 ± 2.0 |',
        '| **Masks** |  |',
        '| a\\|b | −5.0 |',
        '',
        '\\* as printed.',
        '',
      ].join('\n'),
    );
  });
});
