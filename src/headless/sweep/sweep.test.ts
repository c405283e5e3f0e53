/** A whole sweep on this machine, of tasks so small that their processes take longer to start than to train. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allColumns } from '../../data/results/result-columns';
import { readResults } from '../../data/results/results-file';
import { UserError } from '../../lib/user-error';
import { Claim } from './claim';
import { mergeResults } from './merge';
import { readPlan } from './plan-file';
import { runSweep, type RunOutcome } from './sweep-engines';
import { SweepFolder } from './sweep-folder';
import { sweepStatus } from './sweep-status';
import { removeTinySweep, tinySweep } from './testing/tiny-sweep';
import { programWords } from './program';

const MINUTES = 60_000;
let plan: string;
let folder: SweepFolder;

async function run(path = plan): Promise<RunOutcome & { said: string[] }> {
  const said: string[] = [];
  const outcome = await runSweep(await readPlan(path), {
    engine: 'local',
    signal: new AbortController().signal,
    say: (line) => said.push(line),
  });
  return { ...outcome, said };
}

/** The program itself, as somebody calls it. */
async function smm(...words: string[]): Promise<{ code: number | null; out: string; said: string }> {
  const [program, ...rest] = programWords();
  const child = spawn(program!, [...rest, 'sweep', ...words]);
  let [out, said] = ['', ''];
  child.stdout.on('data', (part: Buffer) => (out += part.toString()));
  child.stderr.on('data', (part: Buffer) => (said += part.toString()));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, out, said };
}

beforeAll(() => {
  plan = tinySweep({
    name: 'tiny',
    seeds: 1,
    variants: ['default', 'baseline=full'],
    metrics: ['approximate'],
  });
  folder = new SweepFolder(join(plan, '..', 'tiny'));
});
afterAll(() => removeTinySweep(plan));

const capsules = () => readdirSync(join(folder.path, 'runs')).filter((name) => name.endsWith('.safetensors'));

describe('a sweep on this machine', { timeout: 3 * MINUTES }, () => {
  test('does all of the plan, and merges it into a table of its runs', async () => {
    const { failed, merged, planned, there } = await run();
    expect({ failed, merged, planned, there }).toEqual({ failed: [], merged: 2, planned: 4, there: 0 });
    const rows = await readResults(
      Uint8Array.from(readFileSync(folder.results('parquet'))),
      'results.parquet',
    );
    expect(rows.map(({ variant }) => variant)).toEqual(['baseline=full', 'default']);
    for (const row of rows) {
      expect(row.last_accuracy).not.toBeNull();
      expect(row.approximation_cross_entropy).not.toBeNull();
      expect(row).toMatchObject({ backend: 'wasm', tries: 1 });
      // what it fell back from is said
      expect(row.backend_note).toMatch(/WebGPU/);
    }
    expect(existsSync(folder.results('csv'))).toBe(true);
  });

  test('a second time there is nothing to do', async () => {
    const before = capsules().map((name) => statSync(join(folder.path, 'runs', name)).mtimeMs);
    const { there, planned, said } = await run();
    expect({ there, planned }).toEqual({ there: 4, planned: 4 });
    expect(said).toContain('4 of 4 tasks are done, 0 to do');
    expect(capsules().map((name) => statSync(join(folder.path, 'runs', name)).mtimeMs)).toEqual(before);
  });

  test('says how it stands, and what a plan comes to', async () => {
    const status = await sweepStatus(folder, (await folder.sweep())!);
    expect(status.counts).toEqual({ done: 4, working: 0, queued: 0, 'broken-off': 0, waiting: 0 });
    const { out, code } = await smm('plan', plan);
    expect(code).toBe(0);
    expect(out).toMatch(
      /tiny: 2 runs in[^]*2 run \(2 done\), 2 approximate \(2 done\)[^]*Nothing is left to do/,
    );
  });

  test('a damaged capsule is a sentence, costs nobody else anything, and is made again', async () => {
    const [first] = capsules();
    const path = join(folder.path, 'runs', first!);
    const whole = readFileSync(path);
    const spoilt = Uint8Array.from(whole);
    // one bit of a weight: the file can still be read
    spoilt[spoilt.length - 100]! ^= 1;
    writeFileSync(path, spoilt);
    const merged = await mergeResults(folder);
    expect(merged.rows).toHaveLength(1);
    expect(merged.damaged).toHaveLength(1);
    expect(merged.damaged[0]).toMatch(
      /is damaged \(its bytes are not those that were written\).*makes it again/,
    );
    const { there, merged: rows, failed } = await run();
    expect({ there, rows, failed }).toEqual({ there: 3, rows: 2, failed: [] });
    expect(existsSync(`${path}.damaged`)).toBe(true);
  });

  test('two sweeps on one folder: the second is told who has it', async () => {
    const lock = await Claim.take(folder.lock);
    const error = await run().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    expect(String(error)).toMatch(/Another `sweep run` is at work in .*process \d+ on /);
    await (lock as Claim).release();
    const other = join(plan, '..', 'other.yaml');
    writeFileSync(other, readFileSync(plan, 'utf8').replace('name: tiny', 'name: other\nfolder: tiny'));
    await expect(run(other)).rejects.toThrow(/belongs to the sweep "tiny", not to "other"/);
  });

  test('a task that is killed goes on from its checkpoint, to the bits of one that was not', async () => {
    const killed = tinySweep({ name: 'killed', seeds: 1, variants: ['default'], epochs: 6 });
    const there = new SweepFolder(join(killed, '..', 'killed'));
    const file = await readPlan(killed);
    const running = runSweep(file, {
      engine: 'local',
      signal: new AbortController().signal,
      say: () => undefined,
    });
    const id = await killOnce(there);
    expect((await running).failed).toEqual([]);
    const tries = await there.tries(id);
    expect(tries).toHaveLength(2);
    expect(readFileSync(there.log(id), 'utf8')).toMatch(/try 2[^]*goes on from step [1-9]/);
    const again = tinySweep({ name: 'whole', seeds: 1, variants: ['default'], epochs: 6 }, killed);
    await run(again);
    const unbroken = await factsOf(new SweepFolder(join(again, '..', 'whole')));
    expect((await factsOf(there)).at(0)).toMatchObject({ variant: 'default', last_epoch: 6 });
    expect(await factsOf(there)).toEqual(unbroken);
    removeTinySweep(killed);
  });
});

/** The rows of its table, without what differs from one time to the next. */
async function factsOf(of: SweepFolder) {
  const bytes = Uint8Array.from(readFileSync(of.results('parquet')));
  const told = allColumns.filter(({ group }) => group !== 'circumstance');
  const rows = await readResults(bytes, 'results');
  return rows.map((row) => Object.fromEntries(told.map(({ name }) => [name, row[name]])));
}

/** Ends the process of a task as the kernel would, once it has kept something. */
async function killOnce(there: SweepFolder): Promise<string> {
  for (;;) {
    const sweep = await there.sweep();
    const id = sweep?.runs[0]?.id;
    const [one] = id ? await there.tries(id) : [];
    if (id && one && (await there.checkpoint(id))) {
      process.kill(one.pid, 'SIGKILL');
      return id;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
