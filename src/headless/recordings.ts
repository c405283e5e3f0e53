import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunConfig } from '../core/method-config';
import { sha256 } from '../lib/sha256';
import type { PlannedRun } from './record-plan';

/** What names a recording. */
type Recorded = Pick<PlannedRun, 'name' | 'config'>;

/**
 * What is made for one planned run; `checkpoint` and `unfinished` are there only while it trains, `solution` for the
 * approximations of larger classes.
 */
export type Part = 'run' | 'pictures' | 'approximation' | 'timing' | 'checkpoint' | 'unfinished' | 'solution';

const EXTENSIONS: Readonly<Record<Part, string>> = {
  run: 'safetensors',
  pictures: 'safetensors',
  approximation: 'json',
  timing: 'json',
  checkpoint: 'safetensors',
  unfinished: 'bin',
  solution: 'bin',
};

/** What a recording was made of; any change makes another one. */
export interface Origin {
  readonly dataHash: string;
  readonly backboneHash: string;
}

/** How a part is made, beside its configuration. */
export type PartSettings = Partial<Readonly<Record<Part, object>>>;

/**
 * The working folder: a file for each part of each run. Its name says what it was made of, so what is there is right
 * and what is not has to be made; it is written under another name first, so what is there is whole.
 */
export class Recordings {
  readonly #folder: string;
  readonly #origin: Origin;
  readonly #settings: PartSettings;

  constructor(folder: string, origin: Origin, settings: PartSettings = {}) {
    this.#folder = folder;
    this.#origin = origin;
    this.#settings = settings;
  }

  /** @returns null where it has not been made */
  async read(run: Recorded, part: Part): Promise<Uint8Array<ArrayBuffer> | null> {
    const bytes = await readFile(this.#path(run, part)).catch(() => null);
    return bytes && Uint8Array.from(bytes);
  }

  async has(run: Recorded, part: Part): Promise<boolean> {
    return (await stat(this.#path(run, part)).catch(() => null)) !== null;
  }

  /** ISO date on which a part was made */
  async date(run: Recorded, part: Part): Promise<string> {
    return (await stat(this.#path(run, part))).mtime.toISOString().slice(0, 10);
  }

  async write(run: Recorded, part: Part, bytes: Uint8Array): Promise<void> {
    const path = this.#path(run, part);
    await mkdir(this.#folder, { recursive: true });
    await writeFile(`${path}.${process.pid}`, bytes);
    await rename(`${path}.${process.pid}`, path);
  }

  async remove(run: Recorded, part: Part): Promise<void> {
    await rm(this.#path(run, part), { force: true });
  }

  #path(run: Recorded, part: Part): string {
    const hash = configHash(run.config, this.#origin, this.#settings[part]);
    return join(this.#folder, `${runId(run)}.${hash}.${part}.${EXTENSIONS[part]}`);
  }
}

/** `masks-shared-binary.seed-0` */
export function runId({ name, config }: Recorded): string {
  return `${name}.seed-${config.training.seed}`;
}

/** The order of keys does not matter. */
export function configHash(config: RunConfig, origin: Origin, settings?: object): string {
  const sorted = (_: string, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  const text = JSON.stringify({ config, origin, settings }, sorted);
  return sha256([new TextEncoder().encode(text)]).slice(0, 12);
}
