import type { Backbone } from '../core/backbone/backbone';
import type { Normalisation } from '../core/normalisation';
import type { Tensor4D } from '../core/tf';
import type { SampleSet, ViewSnapshot } from '../data/snapshot';
import { answersOf } from './answers';
import type { TrainingEvent } from './events';
import { explain, forEachPicture } from './explain';
import { inputImages } from './input-images';
import { contextSource } from './prompt-context';
import type { Run } from './run';
import { sampleSet } from './sample-set';
import type { Sample, SamplesInView } from './samples-in-view';
import type { TaskFacts } from './task-facts';

interface Prepared {
  readonly version: number;
  readonly samples: readonly Sample[];
  /** r(x) [N, H, W, 3] */
  readonly images: Tensor4D;
}

/**
 * Shows one run through the samples in view. The Trainer looks on its schedule, the worker whenever someone
 * asks: looking while a step is under way is safe, since δ and φ are read before the first await.
 */
export class SampleViewer {
  readonly #run: Run;
  readonly #view: SamplesInView;
  readonly #backbone: Backbone;
  readonly #normalisation: Normalisation;
  readonly #facts: TaskFacts;
  #prepared: Prepared | null = null;
  /** what the newest snapshot shows, so that the Trainer does not take it twice */
  #newest: { readonly step: number; readonly mapping: Int32Array | null } | null = null;
  /** one look at a time, so that snapshots arrive in order */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(parts: {
    run: Run;
    view: SamplesInView;
    backbone: Backbone;
    normalisation: Normalisation;
    facts: TaskFacts;
  }) {
    this.#run = parts.run;
    this.#view = parts.view;
    this.#backbone = parts.backbone;
    this.#normalisation = parts.normalisation;
    this.#facts = parts.facts;
  }

  /** How many pictures it shows. */
  get inView(): number {
    return this.#view.samples.length;
  }

  /**
   * The samples if they changed, and a snapshot of the present step and mapping.
   * @param again also when the newest snapshot shows just that
   */
  async look({ again = false }: { again?: boolean } = {}): Promise<TrainingEvent[]> {
    const turn = this.#queue.then(() => this.#look(again));
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  /** Waits for looks under way and frees the pictures. */
  async close(): Promise<void> {
    await this.#queue;
    this.#forget();
  }

  #forget(): void {
    this.#prepared?.images.dispose();
    this.#prepared = null;
  }

  async #look(again: boolean): Promise<TrainingEvent[]> {
    const runId = this.#run.id;
    const events: TrainingEvent[] = [];
    const known = this.#prepared?.version === this.#view.version;
    if (known && !again && this.#showsPresent()) return events;
    const samples = known ? null : await this.#prepare();
    if (samples) events.push({ type: 'samples', runId, samples });
    if (this.#prepared) {
      events.push({ type: 'snapshot', runId, snapshot: await this.#snapshot(this.#prepared) });
    }
    return events;
  }

  #showsPresent(): boolean {
    const { step, mapping } = this.#run;
    return this.#newest?.step === step && this.#newest.mapping === mapping;
  }

  /** Brings the pictures that are now in view to the device. @returns null when there are none */
  async #prepare(): Promise<SampleSet | null> {
    this.#forget();
    const { version, samples } = this.#view;
    if (samples.length === 0) return null;
    const rasters = samples.map(({ raster }) => raster);
    const normalisation = this.#normalisation;
    const images = inputImages(this.#run.method, normalisation, rasters, { apart: true });
    this.#prepared = { version, samples, images };
    const resized = Float32Array.from(await images.data<'float32'>());
    return sampleSet(this.#run.method, samples, { resized, normalisation });
  }

  async #snapshot({ images }: Prepared): Promise<ViewSnapshot> {
    const { step, state, mapping } = this.#run;
    this.#newest = { step, mapping };
    const names = ['mask', 'pattern', 'logits'] as const;
    const source = contextSource(this.#run, this.#facts);
    const seen = await explain({ source, state, backbone: this.#backbone }, images, names);
    return {
      step,
      epoch: this.#run.epochs.length,
      masks: seen.mask && forEachPicture(seen.mask, images.shape[0]),
      pattern: seen.pattern && seen.pattern.values,
      ...answersOf(seen.logits.values, { classes: this.#backbone.classes, mapping }),
    };
  }
}
