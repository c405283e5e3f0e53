import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { english as text } from '../src/messages/english/english';
import { metricOf } from '../src/data/metrics';
import { expect, test } from './journey';

const lead = metricOf('last-accuracy');
const loss = metricOf('clean-loss');

// sorted, the table shows pictures of other rows, which the network would have to bring
// what was recorded is enough
test.use({ savesData: true, provoked: [/ERR_INTERNET_DISCONNECTED/] });

/** Compare with the lab open: its table, its curves, its pictures. */
async function opened(page: Page) {
  const table = page.getByRole('region', { name: text.ablation.region });
  await expect(table.getByRole('row', { name: /^.*SMM/ }).first()).toBeVisible({ timeout: 120_000 });
  const matrix = page.getByRole('region', { name: text.matrix.region });
  await expect(matrix.getByRole('row')).not.toHaveCount(0, { timeout: 120_000 });
  return { table, matrix };
}

test('the recorded lab opens in Compare with no engine, and goes on with networking off', async ({
  explorer,
  page,
  context,
}) => {
  let workers = 0;
  page.on('worker', () => (workers += 1));
  await explorer.open({ place: 'compare' });
  const { table, matrix } = await opened(page);
  await context.setOffline(true);

  await test.step('every block of the method has its rows, and the task is stated', async () => {
    for (const name of ['Masks', 'Mask channels', 'Mask generator', 'Interpolation', 'Pattern δ']) {
      await expect(table.getByRole('rowheader', { name: new RegExp(`^${name}`) }).first()).toBeVisible();
    }
    await expect(page.getByText(/^Recorded beforehand on/)).toBeVisible();
  });

  await test.step('the table sorts by a column, the best first', async () => {
    await table.getByRole('button', { name: text.ablation.sortBy(loss.label) }).click();
    await expect(table.getByRole('columnheader', { name: new RegExp(loss.label) })).toHaveAttribute(
      'aria-sort',
      'ascending',
    );
    // a third press leads back to the order of the method
    const again = table.getByRole('button', { name: text.ablation.sortBy(loss.label) });
    await again.click();
    await again.click();
  });

  await test.step('a number says its definition, N, seeds, backend and source', async () => {
    const row = table.getByRole('row', { name: /SMM/ }).first();
    await row.getByRole('button').first().click();
    const facts = page.getByRole('dialog', { name: text.ablation.ask(lead.label, 'SMM') });
    await expect(facts).toContainText(lead.definition);
    await expect(facts).toContainText(text.ablation.facts.over.mean(3));
    await expect(facts).toContainText(text.ablation.sources.recorded);
    await expect(facts).toContainText(/wasm/);
    await expect(facts.getByRole('row')).toHaveCount(4);
    await page.keyboard.press('Escape');
  });

  await test.step('curves and pictures are there, and follow the marker', async () => {
    await expect(page.getByRole('slider', { name: text.families.accuracy })).toBeVisible();
    await expect(page.getByRole('slider', { name: text.families.loss })).toBeVisible();
    await expect(matrix.getByRole('button').first()).toBeVisible();
    await page.getByRole('slider', { name: text.scrubber.slider }).press('Home');
    await expect(page.getByText(/^step [\d,]+, seed 0\./)).toBeVisible();
    await page.getByRole('slider', { name: text.scrubber.slider }).press('End');
  });

  await test.step('a variant opens in Explore, from what was recorded', async () => {
    await matrix.getByRole('button').nth(3).click();
    await expect(explorer.masks[0]!).toBeVisible();
    await expect(explorer.marker).toBeVisible();
  });

  expect(workers, 'no worker was started').toBe(0);
});

test('the table leaves for a paper as LaTeX that compiles', async ({ explorer, page }) => {
  await explorer.open({ place: 'compare' });
  await opened(page);
  await page.getByRole('button', { name: text.ablation.export, exact: true }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: text.ablation.exports.latex }).click();
  const latex = readFileSync(await (await download).path(), 'utf8');
  expect(latex).toMatch(/\\begin\{table\}[\s\S]*\\toprule[\s\S]*\\bottomrule[\s\S]*\\end\{table\}/);
  const columns = /\\begin\{tabular\}\{([lr]+)\}/.exec(latex)![1]!.length;
  const rows = latex.split('\n').filter((line) => / & /.test(line));
  expect(rows.length).toBeGreaterThan(20);
  for (const row of rows) {
    expect(row.match(/(?<!\\)&/g), row).toHaveLength(columns - 1);
    expect(row.trimEnd(), row).toMatch(/\\\\$/);
  }
  let depth = 0;
  for (const [brace] of latex.matchAll(/(?<!\\)[{}]/g)) {
    depth += brace === '{' ? 1 : -1;
    expect(depth).toBeGreaterThanOrEqual(0);
  }
  expect(depth, 'every brace is closed').toBe(0);
  // pdfLaTeX knows Latin letters and what the escape names
  expect(latex).toMatch(/^[\n -~À-ž]*$/);
  compile(latex);
});

/** With whichever LaTeX is on this machine; on one without, the structure has been checked. */
function compile(table: string): void {
  const program = ['pdflatex', 'tectonic'].find((name) => {
    try {
      execFileSync(name, ['--version'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });
  if (!program) return;
  const folder = mkdtempSync(join(tmpdir(), 'table-'));
  const document = `\\documentclass{article}\n\\usepackage{booktabs}\n\\begin{document}\n${table}\n\\end{document}\n`;
  writeFileSync(join(folder, 'table.tex'), document);
  const options = program === 'pdflatex' ? ['-interaction=nonstopmode', '-halt-on-error'] : [];
  execFileSync(program, [...options, 'table.tex'], { cwd: folder, stdio: 'pipe' });
}
