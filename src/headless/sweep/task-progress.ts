/** How far a task is, in a small file beside it, for `smm sweep status` on any node. */
import { readFile } from 'node:fs/promises';
import { z } from '../../lib/schema';
import type { TrainingEvent } from '../../training/events';
import { writeWhole } from './atomic-file';

const progressSchema = z.object({
  /** finished */
  epoch: z.int(),
  epochs: z.int(),
  /** seconds to go as the task saw it; null while it cannot tell */
  eta: z.nullable(z.number()),
  /** milliseconds since 1970 */
  at: z.number(),
});

export type Progress = z.infer<typeof progressSchema>;

/** Milliseconds between two writings. */
const EVERY = 5000;

export class TaskProgress {
  readonly #path: string;
  readonly #epochs: number;
  #epoch = 0;
  #last = 0;

  constructor(path: string, { epochs }: { readonly epochs: number }) {
    this.#path = path;
    this.#epochs = epochs;
  }

  async note(event: TrainingEvent): Promise<void> {
    if (event.type === 'epoch') this.#epoch = event.epoch;
    if (event.type !== 'progress') return;
    const at = Date.now();
    if (at - this.#last < EVERY) return;
    this.#last = at;
    const progress: Progress = { epoch: this.#epoch, epochs: this.#epochs, eta: event.eta, at };
    await writeWhole(this.#path, JSON.stringify(progress));
  }
}

/** @returns null where nothing is known */
export async function readProgress(path: string): Promise<Progress | null> {
  try {
    const parsed = progressSchema.safeParse(JSON.parse(await readFile(path, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
