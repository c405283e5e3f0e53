import type { Raster } from '../data/raster';
import type { Dataset } from '../data/dataset';
import { UserError } from '../lib/user-error';

/** One picture that someone looks at while the run goes on. */
export interface Sample {
  /** `test/17`, or `own/<name>` */
  readonly id: string;
  /** true class, −1 = unknown */
  readonly label: number;
  readonly raster: Raster;
}

/** Which pictures are looked at: test images by id, then a person's own. Outlives any single run. */
export class SamplesInView {
  readonly #dataset: Dataset;
  #chosen: readonly Sample[] = [];
  readonly #own = new Map<string, Sample>();
  #version = 0;

  constructor(dataset: Dataset) {
    this.#dataset = dataset;
  }

  /** Changes whenever the pictures do. */
  get version(): number {
    return this.#version;
  }

  get samples(): readonly Sample[] {
    return [...this.#chosen, ...this.#own.values()];
  }

  /** A picture that is in view now. */
  inSight(id: string): Sample | null {
    return this.samples.find((sample) => sample.id === id) ?? null;
  }

  /** The same, or any other test image. @throws UserError when there is no such picture */
  find(id: string): Sample {
    const own = this.inSight(id);
    if (own) return own;
    if (id.startsWith('own/')) throw new UserError('This picture is not here any more. Add it again.');
    return this.#testImage(id);
  }

  /** Shows those of these test images, named `test/<index>`, that the data has; own pictures stay. */
  choose(ids: readonly string[]): void {
    const { count } = this.#dataset.test;
    this.#chosen = ids.filter((id) => numberOf(id) < count).map((id) => this.#testImage(id));
    this.#version += 1;
  }

  /** Adds a person's own picture, or puts it in the place of the one with the same id. */
  add(id: string, raster: Raster): void {
    this.#own.set(id, { id, label: -1, raster });
    this.#version += 1;
  }

  remove(id: string): void {
    if (this.#own.delete(id)) this.#version += 1;
  }

  #testImage(id: string): Sample {
    const { test, name } = this.#dataset;
    const index = numberOf(id);
    if (!(index < test.count)) {
      throw new UserError(`${name} has no image "${id}". Choose one from test/0 to test/${test.count - 1}.`);
    }
    return { id, label: test.labels[index]!, raster: test.raster(index) };
  }
}

/** NaN for what is no test image. */
function numberOf(id: string): number {
  return /^test\/\d+$/.test(id) ? Number(id.slice('test/'.length)) : NaN;
}
