/** `smm report`: tables and figures of a sweep's results. */
import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Command } from 'commander';
import { blocks } from '../../core/ablation/registry';
import { readResults } from '../../data/results/results-file';
import { runOfRow } from '../../data/results/result-row';
import { UserError } from '../../lib/user-error';
import { readBytes, writeOut } from '../assets';
import { readPlan } from '../sweep/plan-file';
import { sweepReport } from './sweep-report';

export function reportCommand(): Command {
  return new Command('report')
    .argument('<file>', 'a plan, a sweep’s folder, or its results.parquet or results.csv')
    .description('write a sweep’s tables (LaTeX, Markdown, CSV) and figures (SVG), published numbers beside')
    .option('--out <dir>', 'where to write them (default: `report` beside the results)')
    .action(report);
}

async function report(given: string, { out }: { out?: string }): Promise<void> {
  const path = await resultsOf(given);
  const rows = await readResults(await readBytes(path), basename(path));
  const runs = rows.map((row) => runOfRow(row, blocks));
  if (!runs.some(({ result }) => result !== null)) {
    throw new UserError(`${path} holds no finished run. Run the sweep first.`);
  }
  const folder = out ?? join(dirname(path), 'report');
  const files = sweepReport(runs);
  for (const [name, text] of files) await writeOut(join(folder, name), new TextEncoder().encode(text));
  process.stderr.write(`${files.size} files about ${runs.length} runs in ${folder}; begin with report.md\n`);
}

async function resultsOf(path: string): Promise<string> {
  if (/\.ya?ml$/.test(path)) return join((await readPlan(path)).folder, 'results.parquet');
  const found = await stat(path).catch(() => null);
  return found?.isDirectory() ? join(path, 'results.parquet') : path;
}
