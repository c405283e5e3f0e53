/**
 * A sweep on a real Slurm, with everything happening to it that happens on a cluster: a task killed, one put back into
 * the queue, the node drained and resumed, the controller restarted. Nothing is lost and nothing is done twice, and
 * the table is that of this machine alone, bit for bit but for times and hosts.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decodeCheckpoint } from '../../src/data/checkpoint';
import { readResults } from '../../src/data/results/results-file';
import { resultsParquet } from '../../src/data/results/results-parquet';
import { programWords } from '../../src/headless/sweep/program';
import { SweepFolder } from '../../src/headless/sweep/sweep-folder';
import { removeTinySweep, tinySweep } from '../../src/headless/sweep/testing/tiny-sweep';
import { beside, startSlurm, type LocalSlurm } from './local-slurm';

const MINUTES = 60_000;
let slurm: LocalSlurm | null = null;
let home: string;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'smm-slurm-'));
  const started = await startSlurm(home);
  if ('reason' in started) console.log(`No test with a real Slurm. ${started.reason}`);
  else slurm = started;
}, 5 * MINUTES);
afterAll(async () => {
  await slurm?.stop();
  rmSync(home, { recursive: true, force: true });
});

const sweep = { seeds: 4, variants: ['default', 'baseline=full', 'masks=shared-binary'], epochs: 9 };

/** Steps, of 36. */
const EARLY = 12;

test(
  'twelve runs on Slurm: nothing lost, nothing twice, and the table that one machine makes',
  async (context) => {
    if (!slurm) return context.skip('no Slurm here');
    const { ask, environment, node } = slurm;
    const more = 'slurm: { partition: main, cpus: 1, time: "00:30:00", grace-seconds: 10 }\n';
    const plan = tinySweep({ ...sweep, name: 'cluster', more });
    const folder = new SweepFolder(join(dirname(plan), 'cluster'));
    const smm = (...words: string[]) => beside([...programWords(), 'sweep', ...words], environment);

    const begun = await smm('run', plan, '--engine', 'slurm', '--json');
    expect(begun.said).toMatch(/12 to do/);
    const { jobs } = JSON.parse(begun.out) as { jobs: string[] };
    expect(jobs).toHaveLength(2);

    // one process ends as the kernel ends those that take too much memory
    const killed = await working(folder, new Set());
    process.kill((await folder.tries(killed))[0]!.pid, 'SIGKILL');

    // another one makes way for somebody with more rights
    const moved = await working(folder, new Set([killed]));
    ask('scontrol', 'requeue', (await folder.tries(moved))[0]!.job!);

    // the node takes nothing new; what runs there may end
    ask('scontrol', 'update', `nodename=${node}`, 'state=drain', 'reason=maintenance');
    await until(() => ask('squeue', '-h', '-t', 'R,CG', '-o', '%i') === '');
    expect(ask('squeue', '-h', '-r', '-t', 'PD', '-o', '%i').split('\n').length).toBeGreaterThan(1);

    // and the controller forgets nothing
    await slurm.restartController();
    await until(() => ask('squeue', '-h', '-r', '-t', 'PD', '-o', '%i') !== '');
    const again = await smm('run', plan, '--engine', 'slurm', '--json');
    expect(again.said).toMatch(/ 0 to do, \d+ in the queue/);
    expect(JSON.parse(again.out)).toMatchObject({ jobs: [], merged: null });
    const status = await smm('status', plan);
    expect(status.out).toMatch(/\d+ queued/);

    expect(ask('sinfo', '-h', '-o', '%T')).toBe('drained');
    ask('scontrol', 'update', `nodename=${node}`, 'state=resume');
    await until(() => existsSync(folder.results('parquet')) && ask('squeue', '-h', '-o', '%i') === '');

    const { runs } = (await folder.sweep())!;
    const tries = await Promise.all(
      runs.map(async ({ id }) => [id, (await folder.tries(id)).length] as const),
    );
    const expected = (id: string) => (id === killed || id === moved ? 2 : 1);
    expect(Object.fromEntries(tries)).toEqual(Object.fromEntries(runs.map(({ id }) => [id, expected(id)])));
    for (const id of [killed, moved]) {
      expect(readFileSync(folder.log(id), 'utf8'), id).toMatch(/try 2 [^]*goes on from step [1-9]/);
    }
    expect((await smm('status', plan)).out).toMatch(/^cluster: 12 done$/m);

    const local = tinySweep({ ...sweep, name: 'local' }, plan);
    expect(await smm('run', local)).toMatchObject({ code: 0 });
    const rows = await Promise.all([folder, new SweepFolder(join(dirname(plan), 'local'))].map(rowsOf));
    expect(rows[0]).toHaveLength(12);
    const [cluster, own] = rows.map((some) => resultsParquet(some, { circumstances: false }));
    expect(cluster).toEqual(own);
    removeTinySweep(plan);
  },
  8 * MINUTES,
);

async function rowsOf(folder: SweepFolder) {
  return readResults(Uint8Array.from(readFileSync(folder.results('parquet'))), 'results.parquet');
}

/** A task that has kept something, and has most of its work before it: what is done to it now finds it at work. */
async function working(folder: SweepFolder, others: ReadonlySet<string>): Promise<string> {
  const { runs } = (await folder.sweep())!;
  for (;;) {
    for (const { id } of runs) {
      const kept = others.has(id) ? null : await folder.checkpoint(id);
      if (kept && decodeCheckpoint(kept).step <= EARLY) return id;
    }
    await wait(20);
  }
}

async function until(met: () => boolean): Promise<void> {
  while (!met()) await wait(300);
}
