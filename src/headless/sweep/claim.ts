/**
 * One at a time, over processes and nodes that share a folder: a file that says who is at work, and beats. A holder
 * that has ended makes way at once where that can be seen, and after three beats without a sign where it cannot.
 */
import { link, mkdir, open, readFile, readlink, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { notWritable } from '../assets';

/** Who holds a claim, as it stands in the file. */
export interface Holder {
  readonly token: string;
  readonly host: string;
  /** of process numbers: those of two containers on one host mean different processes */
  readonly space: string;
  readonly pid: number;
  /** ISO date and time */
  readonly since: string;
  readonly beat: number;
}

export interface ClaimOptions {
  /** milliseconds between two beats */
  readonly beat?: number;
  /** somebody else has taken over, thinking that this process had ended: it must stop */
  readonly lost?: () => void;
}

const BEAT = 10_000;
const PATIENCE = 3;

export class Claim {
  readonly #path: string;
  readonly #holder: Holder;
  readonly #timer: NodeJS.Timeout;
  #beat = 0;
  #writing: Promise<void> = Promise.resolve();

  private constructor(path: string, holder: Holder, { beat = BEAT, lost }: ClaimOptions) {
    this.#path = path;
    this.#holder = holder;
    this.#timer = setInterval(() => {
      this.#writing = this.#writing.then(() => this.#tell(lost));
    }, beat);
    this.#timer.unref();
  }

  /** @returns the claim, or who holds it. Takes a few beats where the holder may have died on another node. */
  static async take(path: string, options: ClaimOptions = {}): Promise<Claim | Holder> {
    await mkdir(dirname(path), { recursive: true }).catch((error) =>
      Promise.reject(notWritable(path, error)),
    );
    for (;;) {
      const holder = await create(path);
      if (holder) return new Claim(path, holder, options);
      const other = await holderOf(path);
      if (other === null) continue;
      if (isAlive(other) ?? (await beats(path, other, options.beat ?? BEAT))) return other;
      await setAside(path, other);
    }
  }

  async release(): Promise<void> {
    clearInterval(this.#timer);
    await this.#writing;
    const now = await holderOf(this.#path);
    if (now?.token === this.#holder.token) await rm(this.#path, { force: true });
  }

  async #tell(lost: (() => void) | undefined): Promise<void> {
    const now = await holderOf(this.#path);
    if (now?.token !== this.#holder.token) {
      clearInterval(this.#timer);
      lost?.();
      return;
    }
    this.#beat += 1;
    // a full disk is said by whoever writes something that matters
    await writeFile(this.#path, written({ ...this.#holder, beat: this.#beat })).catch(() => undefined);
  }
}

/** @returns null where nobody is at work */
export async function holderOf(path: string): Promise<Holder | null> {
  // it may be read in the middle of a beat
  for (let look = 0; look < 5; look++) {
    const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    if (text === null) return null;
    try {
      return JSON.parse(text) as Holder;
    } catch {
      await wait(50);
    }
  }
  // whoever made it ended before a word was written
  return { token: '', host: '', space: '', pid: 0, since: '', beat: 0 };
}

/** Whether it lives; null where that cannot be seen from here. */
export function isAlive({ host, space, pid }: Holder): boolean | null {
  if (pid === 0) return false;
  if (host !== hostname() || space !== ownSpace) return null;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

const ownSpace = await readlink('/proc/self/ns/pid').catch(() => '');
const written = (holder: Holder): string => `${JSON.stringify(holder)}\n`;

async function create(path: string): Promise<Holder | null> {
  const holder: Holder = {
    token: crypto.randomUUID(),
    host: hostname(),
    space: ownSpace,
    pid: process.pid,
    since: new Date().toISOString(),
    beat: 0,
  };
  try {
    const file = await open(path, 'wx');
    await file.writeFile(written(holder)).finally(() => file.close());
    return holder;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return null;
    throw notWritable(path, error);
  }
}

async function beats(path: string, { token, beat }: Holder, every: number): Promise<boolean> {
  for (let turn = 0; turn < PATIENCE; turn++) {
    await wait(every);
    const now = await holderOf(path);
    if (now === null || now.token !== token || now.beat !== beat) return now !== null;
  }
  return false;
}

/** Out of the way, unless somebody was faster: then theirs goes back to its place. */
async function setAside(path: string, dead: Holder): Promise<void> {
  const aside = `${path}.${crypto.randomUUID()}`;
  const moved = await rename(path, aside).then(
    () => true,
    () => false,
  );
  if (!moved) return;
  const found = await holderOf(aside);
  if (found && found.token !== dead.token) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}
