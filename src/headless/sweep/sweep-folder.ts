/**
 * Where a sweep is kept. What is in `runs/` is right and whole: its name says what it was made of, and it was written
 * under another name first. `work/` is scaffolding: it can go when nothing is left to do.
 *
 *   sweep.json                 the runs of the plan, as tasks read them
 *   results.parquet, .csv      all of them in one table
 *   runs/ID.safetensors        the run capsule, with ID.json about how it was made
 *   runs/ID-approximate.json   what was measured of it, likewise ID-timing.json
 *   work/TASK/                 claim, checkpoint, tries, progress and log of a task
 */
import { appendFile, mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readAbout, type About } from '../../data/results/about-run';
import { sha256 } from '../../lib/sha256';
import { UserError } from '../../lib/user-error';
import { notWritable } from '../assets';
import { writeWhole } from './atomic-file';
import type { WrittenPlan } from './plan-schema';
import { tasksOf, type SweepRun, type Task } from './sweep-run';

/** The plan with everything found out that it needs. */
export interface StoredSweep {
  readonly form: 1;
  readonly settings: Pick<WrittenPlan, 'name' | 'backend' | 'tries' | 'local' | 'slurm'>;
  readonly runs: readonly SweepRun[];
}

export type KeptCapsule =
  | { readonly is: 'missing' }
  | { readonly is: 'damaged'; readonly sentence: string }
  | { readonly is: 'whole'; readonly bytes: Uint8Array<ArrayBuffer>; readonly about: About };

export interface Try {
  readonly began: string;
  readonly host: string;
  readonly pid: number;
  /** of Slurm, e.g. `1234_5`; null elsewhere */
  readonly job: string | null;
}

export class SweepFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  get lock(): string {
    return join(this.path, 'work', 'lock');
  }

  get facts(): string {
    return join(this.path, 'work', 'facts');
  }

  get probes(): string {
    return join(this.path, 'work', 'probes');
  }

  get solutions(): string {
    return join(this.path, 'work', 'solutions');
  }

  get slurm(): string {
    return join(this.path, 'work', 'slurm');
  }

  results(form: 'parquet' | 'csv'): string {
    return join(this.path, `results.${form}`);
  }

  claim(taskId: string): string {
    return this.#work(taskId, 'claim');
  }

  log(taskId: string): string {
    return this.#work(taskId, 'log.txt');
  }

  progress(taskId: string): string {
    return this.#work(taskId, 'progress.json');
  }

  capsule(runId: string): string {
    return join(this.path, 'runs', `${runId}.safetensors`);
  }

  #work(taskId: string, file: string): string {
    return join(this.path, 'work', taskId, file);
  }

  #result(taskId: string): string {
    return join(this.path, 'runs', `${taskId}.json`);
  }

  /** @returns null before the first `run` */
  async sweep(): Promise<StoredSweep | null> {
    const text = await readText(join(this.path, 'sweep.json'));
    if (text === null) return null;
    try {
      return JSON.parse(text) as StoredSweep;
    } catch {
      throw new UserError(`${this.path}/sweep.json is damaged. Run \`smm sweep run\` with the plan again.`);
    }
  }

  async writeSweep(sweep: StoredSweep): Promise<void> {
    await writeWhole(join(this.path, 'sweep.json'), `${JSON.stringify(sweep, null, 1)}\n`);
  }

  /** @throws UserError where there is no such task */
  async task(taskId: string): Promise<Task & Pick<StoredSweep, 'settings'>> {
    const sweep = await this.sweep();
    const task = sweep && tasksOf(sweep.runs).find(({ id }) => id === taskId);
    if (!task) {
      throw new UserError(
        `The sweep in ${this.path} has no task "${taskId.slice(0, 80)}". See \`smm sweep status\`.`,
      );
    }
    return { ...task, settings: sweep.settings };
  }

  async keptCapsule(runId: string): Promise<KeptCapsule> {
    const path = this.capsule(runId);
    const [bytes, text] = await Promise.all([readBytes(path), readText(this.#result(runId))]);
    if (bytes === null) return { is: 'missing' };
    const damaged = (what: string) =>
      ({
        is: 'damaged',
        sentence: `${path} is damaged (${what}). It is left out; \`smm sweep run\` makes it again.`,
      }) as const;
    if (text === null) return damaged('nothing says how it was made');
    let about: About;
    try {
      about = readAbout(text, 'damaged');
    } catch {
      return damaged('what says how it was made cannot be read');
    }
    return sha256([bytes]) === about.capsule
      ? { is: 'whole', bytes, about }
      : damaged('its bytes are not those that were written');
  }

  /** The capsule comes last: with it, the run is done. */
  async keepCapsule(runId: string, bytes: Uint8Array, about: Omit<About, 'capsule'>): Promise<void> {
    const text = JSON.stringify({ capsule: sha256([bytes]), ...about });
    await rm(this.capsule(runId), { force: true });
    await writeWhole(this.#result(runId), `${text}\n`);
    await writeWhole(this.capsule(runId), bytes);
  }

  /** What does not fit its own hash is kept for whoever wants to look. */
  async putAside(runId: string): Promise<void> {
    const path = this.capsule(runId);
    await rename(path, `${path}.damaged`).catch(() => undefined);
  }

  /** The JSON text that a task other than training left. @returns null where it has not been done */
  measured(taskId: string): Promise<string | null> {
    return readText(this.#result(taskId));
  }

  async keepMeasured(taskId: string, value: object): Promise<void> {
    await writeWhole(this.#result(taskId), `${JSON.stringify(value)}\n`);
  }

  checkpoint(taskId: string): Promise<Uint8Array<ArrayBuffer> | null> {
    return readBytes(this.#work(taskId, 'checkpoint.safetensors'));
  }

  async keepCheckpoint(taskId: string, bytes: Uint8Array): Promise<void> {
    await writeWhole(this.#work(taskId, 'checkpoint.safetensors'), bytes);
  }

  async dropCheckpoint(taskId: string): Promise<void> {
    await rm(this.#work(taskId, 'checkpoint.safetensors'), { force: true });
  }

  async tries(taskId: string): Promise<readonly Try[]> {
    const text = (await readText(this.#work(taskId, 'tries.jsonl'))) ?? '';
    return text.split('\n').flatMap((line) => {
      try {
        return [JSON.parse(line) as Try];
      } catch {
        // a line that was cut short was a try too, but says nothing
        return [];
      }
    });
  }

  /** @returns how many there are now */
  async countTry(taskId: string, one: Try): Promise<number> {
    const path = this.#work(taskId, 'tries.jsonl');
    try {
      await mkdir(join(this.path, 'work', taskId), { recursive: true });
      await appendFile(path, `${JSON.stringify(one)}\n`);
    } catch (error) {
      throw notWritable(path, error);
    }
    return (await this.tries(taskId)).length;
  }
}

async function readBytes(path: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const bytes = await readFile(path).catch(missing);
  return bytes && Uint8Array.from(bytes);
}

async function readText(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch(missing);
}

function missing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw new UserError(`${error.path} cannot be read (${error.code ?? 'unknown'}). Check the disk.`);
}

export async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}
