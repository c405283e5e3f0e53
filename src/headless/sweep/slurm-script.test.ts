/** The script of a task as a shell runs it, with a stand-in for the program. What Slurm itself does: scripts/slurm. */
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { quoted } from './program';
import { arrayOptions, arrayScript } from './slurm-script';

const home = mkdtempSync(join(tmpdir(), 'smm slurm '));
afterAll(() => rmSync(home, { recursive: true, force: true }));
let place = 0;

/** @param body what the stand-in does with its words, as a shell script */
function begin(body: string): {
  child: ChildProcess;
  folder: string;
  log: () => string;
  ended: Promise<number | null>;
} {
  const folder = join(home, `it's ${place++}`);
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  const file = (path: string, text: string): void => {
    writeFileSync(path, text);
    chmodSync(path, 0o755);
  };
  file(join(bin, 'smm'), `#!/bin/sh\n${body}\n`);
  file(join(bin, 'scontrol'), `#!/bin/sh\necho "scontrol $*" >> ${quoted(join(folder, 'asked'))}\n`);
  const list = join(folder, 'list.txt');
  writeFileSync(list, 'first\nsecond\nthird\n');
  const script = join(folder, 'task.sh');
  const settings = { 'grace-seconds': 120, options: [], setup: 'SITE=here; export SITE' };
  writeFileSync(script, arrayScript({ folder, program: [join(bin, 'smm')], settings, tries: 3, list }));
  const child = spawn('sh', [script], {
    env: {
      ...{ PATH: `${bin}:${process.env['PATH']}`, HERE: folder },
      ...{ SLURM_ARRAY_TASK_ID: '1', SLURM_ARRAY_JOB_ID: '77', SLURM_CPUS_PER_TASK: '2' },
    },
  });
  return {
    child,
    folder,
    log: () => readFileSync(join(folder, 'work', 'second', 'log.txt'), 'utf8'),
    ended: new Promise((resolve) => child.on('exit', resolve)),
  };
}

test('does its own line of the list, with the site’s own lines first', async () => {
  const { ended, log, folder } = begin('echo "$SITE: $*"');
  expect(await ended).toBe(0);
  expect(log()).toBe(`here: sweep task ${folder} second --threads 2\n`);
});

test('begins again where the process was killed, and gives up after three tries', async () => {
  const { ended, log } = begin('echo begun; kill -9 $$');
  expect(await ended).toBe(137);
  expect(log().match(/^begun$/gm)).toHaveLength(3);
  expect(log()).toMatch(/goes on from its last checkpoint[^]*ended early \(code 137\) 3 times/);
});

test('a task that is done the second time is done', async () => {
  const { ended, log } = begin('echo begun; [ -e "$HERE/once" ] && exit 0; touch "$HERE/once"; kill -9 $$');
  expect(await ended).toBe(0);
  expect(log().match(/^begun$/gm)).toHaveLength(2);
});

test('what was refused with a sentence is not tried again', async () => {
  const { ended, log } = begin('echo "The disk is full."; exit 2');
  expect(await ended).toBe(2);
  expect(log()).toBe('The disk is full.\n');
});

/** Keeps what it has when it is told to, as the program does. */
const patient = 'trap "echo kept; exit 75" TERM; touch "$HERE/up"; while :; do sleep 0.05; done';

async function signalled(signal: NodeJS.Signals) {
  const begun = begin(patient);
  while (!existsSync(join(begun.folder, 'up'))) await wait(20);
  begun.child.kill(signal);
  return { ...begun, code: await begun.ended };
}

test('near its time limit it keeps what it has and queues again', async () => {
  const { code, log, folder } = await signalled('SIGUSR1');
  expect(code).toBe(75);
  expect(log()).toMatch(/^kept\n.*queues again/);
  expect(readFileSync(join(folder, 'asked'), 'utf8')).toBe('scontrol requeue 77_1\n');
});

test('told to end, it keeps what it has and leaves the rest to Slurm', async () => {
  const { code, log, folder } = await signalled('SIGTERM');
  expect(code).toBe(75);
  expect(log()).toBe('kept\n');
  expect(existsSync(join(folder, 'asked'))).toBe(false);
});

test('asks of Slurm what the plan says', () => {
  const settings = {
    ...{ partition: 'gpu', account: 'vision', time: '04:00:00', cpus: 4, memory: '16G', gpu: 'a100:1' },
    ...{ concurrent: 8, 'grace-seconds': 60, options: ['--nice=100'] },
  };
  const array = { name: 'smm-x', count: 12, output: 'out', alone: false };
  expect(arrayOptions(settings, array)).toEqual([
    ...['--job-name=smm-x', '--array=0-11%8', '--output=out', '--open-mode=append', '--requeue'],
    ...['--signal=B:USR1@60', '--partition=gpu', '--account=vision', '--cpus-per-task=4', '--mem=16G'],
    ...['--gres=gpu:a100:1', '--time=04:00:00', '--nice=100'],
  ]);
  // what is timed has a node for itself, one after another
  expect(arrayOptions({ 'grace-seconds': 60, options: [] }, { ...array, alone: true })).toEqual(
    expect.arrayContaining(['--array=0-11%1', '--exclusive']),
  );
});
