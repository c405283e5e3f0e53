/**
 * A Slurm of one node on this machine, for tests: its own controller, node daemon, key and ports, all in one folder,
 * so that it touches no Slurm that may be here already. Debian's packages slurm-wlm and munge; root, since the
 * daemons want it.
 */
import { spawn, spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const CPUS = 2;

export interface LocalSlurm {
  /** with which its commands find it */
  readonly environment: Readonly<Record<string, string>>;
  readonly node: string;
  /** one of its commands; stdout. @throws Error with what it said when it fails */
  ask(command: string, ...words: string[]): string;
  /** ends the controller in the middle of whatever it does, and starts it again */
  restartController(): Promise<void>;
  stop(): Promise<void>;
}

export interface NoSlurm {
  /** a sentence */
  readonly reason: string;
}

/** @param folder empty */
export async function startSlurm(folder: string): Promise<LocalSlurm | NoSlurm> {
  const reason = missing();
  if (reason !== null) return { reason };
  const conf = await configure(folder);
  const environment = { SLURM_CONF: conf };
  const run = (command: string, ...words: string[]): SpawnSyncReturns<string> =>
    spawnSync(command, words, { encoding: 'utf8', timeout: 30_000, env: { ...process.env, ...environment } });
  const ask: LocalSlurm['ask'] = (command, ...words) => {
    const { status, stdout, stderr, error } = run(command, ...words);
    if (status !== 0) throw new Error(`${command} ${words.join(' ')}: ${error?.message ?? stderr.trim()}`);
    return stdout.trim();
  };
  const [munge, controller, daemon] = ['munge.pid', 'ctld.pid', 'd.pid'].map((name) => join(folder, name));
  const node = hostname();
  const slurm: LocalSlurm = {
    environment,
    node,
    ask,
    async restartController() {
      await end(controller!);
      ask('slurmctld', '-f', conf);
      // it answers once it has read its state, and has to hear of its node before anything can be asked of that
      await until(() => run('scontrol', 'reconfigure').status === 0);
      await until(() => !/State=UNKNOWN/.test(run('scontrol', 'show', 'node', node).stdout));
    },
    async stop() {
      for (const pidFile of [daemon!, controller!, munge!]) await end(pidFile);
    },
  };
  try {
    ask('munged', ...mungeWords(folder));
    ask('slurmctld', '-f', conf);
    ask('slurmd', '-f', conf);
    const isUp = () => run('sinfo', '-h', '-o', '%T').stdout.trim() === 'idle';
    await until(isUp);
    if (!isUp()) throw new Error('its node did not come up within half a minute');
    return slurm;
  } catch (error) {
    await slurm.stop();
    return { reason: `Slurm is installed but does not run here: ${(error as Error).message}.` };
  }
}

/** Installs it where that can be done without asking anyone. @returns why there is none, or null */
function missing(): string | null {
  if (process.env['SMM_SLURM'] === 'no') return 'SMM_SLURM=no says to leave Slurm alone.';
  if (process.platform !== 'linux') return 'Slurm runs on Linux only.';
  if (process.getuid?.() !== 0) return 'Its daemons need root, and this is another user.';
  const there = () => ['slurmctld', 'slurmd', 'sbatch', 'munged'].every(installed);
  if (there()) return null;
  if (!installed('apt-get')) return 'It is not installed, and there is no apt-get to install it with.';
  console.log('Installing slurm-wlm and munge (once, a minute) …');
  const apt = (...words: string[]) =>
    spawnSync('apt-get', words, {
      encoding: 'utf8',
      timeout: 180_000,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  const install = () => apt('install', '-y', '--no-install-recommends', 'slurm-wlm', 'munge');
  const first = install();
  if (first.status !== 0) {
    apt('update');
    const second = install();
    if (second.status !== 0) return `apt-get could not install it: ${lastLine(second.stderr)}`;
  }
  return there() ? null : 'apt-get installed it, but its programs are not to be found.';
}

/** Its daemons lie where only root looks. */
function installed(command: string): boolean {
  const { PATH = '' } = process.env;
  return [...PATH.split(':'), '/usr/sbin', '/sbin'].some((place) => existsSync(join(place, command)));
}

async function configure(folder: string): Promise<string> {
  for (const name of ['state', 'spool']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'munge.key'), randomBytes(128), { mode: 0o400 });
  const [controllerPort, daemonPort] = [await freePort(), await freePort()];
  const conf = join(folder, 'slurm.conf');
  const settings = {
    ClusterName: 'test',
    SlurmctldHost: hostname(),
    SlurmctldPort: controllerPort,
    SlurmdPort: daemonPort,
    AuthType: 'auth/munge',
    // a task that is put back into the queue waits as long as its old permit holds
    AuthInfo: `socket=${join(folder, 'munge.socket')},cred_expire=5`,
    CredType: 'cred/munge',
    MpiDefault: 'none',
    ProctrackType: 'proctrack/linuxproc',
    ReturnToService: 2,
    SlurmctldPidFile: join(folder, 'ctld.pid'),
    SlurmdPidFile: join(folder, 'd.pid'),
    SlurmdSpoolDir: join(folder, 'spool'),
    SlurmUser: 'root',
    StateSaveLocation: join(folder, 'state'),
    TaskPlugin: 'task/none',
    SchedulerType: 'sched/backfill',
    SelectType: 'select/cons_tres',
    SlurmctldLogFile: join(folder, 'ctld.log'),
    SlurmdLogFile: join(folder, 'd.log'),
    JobAcctGatherType: 'jobacct_gather/none',
    // a machine with one core is offered as two all the same
    SlurmdParameters: 'config_overrides',
    // a controller that has been restarted hears of its node within seconds
    SlurmdTimeout: 15,
    SchedulerParameters: 'sched_interval=2,bf_interval=2',
    NodeName: `${hostname()} CPUs=${CPUS} RealMemory=1000 State=UNKNOWN`,
    PartitionName: 'main Nodes=ALL Default=YES MaxTime=INFINITE State=UP',
  };
  writeFileSync(
    conf,
    Object.entries(settings)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
  );
  return conf;
}

function mungeWords(folder: string): string[] {
  const place = (name: string) => join(folder, name);
  return [
    '--force',
    ...['--key-file', place('munge.key'), '--socket', place('munge.socket')],
    ...[
      '--pid-file',
      place('munge.pid'),
      '--log-file',
      place('munge.log'),
      '--seed-file',
      place('munge.seed'),
    ],
  ];
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Ends the process of a pid file, and waits until it has. */
async function end(pidFile: string): Promise<void> {
  const pid = existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8').trim()) : 0;
  if (!pid) return;
  const alive = (signal: NodeJS.Signals | 0): boolean => {
    try {
      return process.kill(pid, signal);
    } catch {
      return false;
    }
  };
  if (!alive('SIGTERM')) return;
  for (let look = 0; look < 100 && alive(0); look++) await wait(100);
  alive('SIGKILL');
}

/** Half a minute at most. */
async function until(met: () => boolean): Promise<void> {
  for (let look = 0; look < 100 && !met(); look++) await wait(300);
}

/** Words for a process that runs beside the test. */
export function beside(
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<{ code: number | null; said: string; out: string }> {
  const [program, ...rest] = words;
  const child = spawn(program!, rest, { env: { ...process.env, ...environment } });
  let [out, said] = ['', ''];
  child.stdout.on('data', (part: Buffer) => (out += part.toString()));
  child.stderr.on('data', (part: Buffer) => (said += part.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, said, out }));
  });
}

const lastLine = (said: string): string => said.trim().split('\n').at(-1) ?? '';
