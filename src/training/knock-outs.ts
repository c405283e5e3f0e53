/**
 * Off at inference, live: a run as it stands with a part switched off, nothing trained again. First the samples in
 * view, at once; then the accuracy on held-out images, a few at a time, between the chunks of whatever trains. The
 * command line's `explain --set` shows the same.
 */
import type { KnockOut } from '../core/ablation/block';
import { knockOutOf, knockOutRefusal, needsProbe } from '../core/ablation/knock-outs';
import type { BlockId } from '../core/ablation/registry';
import { knockOutMethod } from '../core/knock-out';
import { argMaxRows, mapLogits } from '../core/loss';
import type { Method, TensorState } from '../core/method';
import type { MethodConfig } from '../core/method-config';
import type { ProbeFacts } from '../core/probe-facts';
import * as tf from '../core/tf';
import type { ViewSnapshot } from '../data/snapshot';
import { evenly } from '../lib/evenly';
import { UserError } from '../lib/user-error';
import { answersOf } from './answers';
import type { Task } from './begin-run';
import { explain, forEachPicture } from './explain';
import { inputImages } from './input-images';
import { probeFactsOf } from './probe-facts';
import { contextSource, type ContextSource } from './prompt-context';
import type { Run } from './run';
import type { Sample } from './samples-in-view';

/** Held-out images that accuracies are taken over, at most. */
const HELD_OUT = 500;
/** Images between two scores. */
const AT_ONCE = 20;

export interface Switch {
  readonly block: BlockId;
  /** a variant, or what the block can only show */
  readonly variant: string;
}

export type KnockOutReport =
  | {
      readonly type: 'knock-out';
      /** those asked for that are in view: row i of every value belongs to sampleIds[i] */
      readonly sampleIds: readonly string[];
      /** masks, pattern and answers with the part switched off */
      readonly snapshot: ViewSnapshot;
      /** x̃ [N, H, W, 3] */
      readonly prompted: Float32Array;
    }
  | {
      readonly type: 'knock-out-score';
      /** steps that the run had made when it was asked for */
      readonly step: number;
      /** right answers among the first `count` of `total` held-out images, with the part off and as it was trained */
      readonly hits: number;
      readonly hitsAsTrained: number;
      readonly count: number;
      readonly total: number;
    };

/** A run's state at one step, which training does not move on. */
interface Frozen {
  readonly step: number;
  readonly epoch: number;
  readonly mapping: Int32Array;
  readonly state: TensorState;
}

/** What is known of a run as it is: its hits, for each part of the held-out images. */
interface AsTrained extends Pick<Frozen, 'step' | 'mapping'> {
  readonly parts: Map<number, Promise<boolean[]>>;
}

export interface KnockOutsOptions {
  readonly run: Run;
  readonly task: Task;
  /** gives the thread a moment, between scores */
  readonly breathe: () => Promise<void>;
}

/** Switches parts of one run off. What is known of a step is worked out once. */
export class KnockOuts {
  readonly #run: Run;
  readonly #task: Task;
  readonly #breathe: () => Promise<void>;
  #facts: { readonly step: number; readonly known: Promise<ProbeFacts> } | null = null;
  #asTrained: AsTrained | null = null;
  /** what still reads the run */
  readonly #reading = new Set<Promise<unknown>>();
  #closed = false;

  constructor({ run, task, breathe }: KnockOutsOptions) {
    this.#run = run;
    this.#task = task;
    this.#breathe = breathe;
  }

  /**
   * Of the step at which it is asked. Whoever listens no more ends it; so does closing.
   * @throws UserError when the run has nothing for this switch
   */
  async *show(
    off: Switch,
    samples: readonly Sample[],
    { score }: { readonly score: boolean },
  ): AsyncGenerator<KnockOutReport> {
    const by = knockOutFor(off, this.#run.config.method);
    if (this.#closed) return;
    const frozen = this.#freeze();
    let [facts, method]: [ProbeFacts | null, Method | null] = [null, null];
    try {
      // its own: another answer, of a later step, may have no more use for these while this one is under way
      if (needsProbe(by)) facts = await this.#read(this.#probe(frozen).then(copyOf));
      if (this.#closed) return;
      method = knockOutMethod(this.#run.config.method, this.#task.normalisation, { by: [by], facts });
      const seen = samples.length > 0 ? await this.#read(this.#view(method, frozen, samples)) : null;
      if (this.#closed) return;
      if (seen) yield seen;
      if (score) yield* this.#scores(method, frozen);
    } finally {
      method?.dispose();
      facts?.dispose();
      tf.dispose(frozen.state);
    }
  }

  /** Frees what is known. Resolves when nothing reads the run any more. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.allSettled([...this.#reading, this.#forgetFacts()]);
  }

  async #read<Value>(work: Promise<Value>): Promise<Value> {
    this.#reading.add(work);
    try {
      return await work;
    } finally {
      this.#reading.delete(work);
    }
  }

  async #forgetFacts(): Promise<void> {
    const facts = this.#facts;
    this.#facts = null;
    (await facts?.known.catch(() => null))?.dispose();
  }

  #freeze(): Frozen {
    const { step, epochs, mapping, state } = this.#run;
    if (!mapping) {
      throw new UserError('This run has no answers yet. Wait for its first label mapping, or train a step.');
    }
    const clones = Object.entries(state).map(([name, tensor]) => [name, tensor.clone()]);
    return { step, epoch: epochs.length, mapping, state: Object.fromEntries(clones) as TensorState };
  }

  /** Those of the newest step asked for. */
  #probe(frozen: Frozen): Promise<ProbeFacts> {
    const { step } = frozen;
    if (this.#facts?.step === step) return this.#facts.known;
    void this.#forgetFacts();
    const { dataset, normalisation } = this.#task;
    const known = probeFactsOf(
      { source: this.#source(this.#run.method, frozen), state: frozen.state },
      { split: dataset.train, normalisation },
    );
    const facts = { step, known };
    this.#facts = facts;
    // whoever asks again may have more luck
    known.catch(() => {
      if (this.#facts === facts) this.#facts = null;
    });
    return known;
  }

  #source(method: Method, { mapping }: Frozen): ContextSource {
    return { ...contextSource(this.#run, this.#task.facts), method, mapping };
  }

  async #view(method: Method, frozen: Frozen, samples: readonly Sample[]): Promise<KnockOutReport> {
    const { backbone, normalisation } = this.#task;
    const rasters = samples.map(({ raster }) => raster);
    const images = inputImages(method, normalisation, rasters, { apart: true });
    const { step, epoch, mapping, state } = frozen;
    const source = this.#source(method, frozen);
    const names = ['mask', 'pattern', 'prompted', 'logits'] as const;
    const seen = await explain({ source, state, backbone }, images, names);
    images.dispose();
    return {
      type: 'knock-out',
      sampleIds: samples.map(({ id }) => id),
      snapshot: {
        step,
        epoch,
        masks: seen.mask && forEachPicture(seen.mask, samples.length),
        pattern: seen.pattern && seen.pattern.values,
        ...answersOf(seen.logits.values, { classes: backbone.classes, mapping }),
      },
      prompted: seen.prompted.values,
    };
  }

  async *#scores(method: Method, frozen: Frozen): AsyncGenerator<KnockOutReport> {
    const { step } = frozen;
    const trained = this.#trained(frozen);
    const indices = this.#heldOut();
    let [hits, hitsAsTrained, count] = [0, 0, 0];
    for (const [index, part] of partsOf(indices).entries()) {
      if (this.#closed) return;
      hits += right(await this.#read(this.#hits(method, frozen, part)));
      if (this.#closed) return;
      const known = trained.get(index) ?? this.#hits(this.#run.method, frozen, part);
      trained.set(index, known);
      known.catch(() => trained.delete(index));
      hitsAsTrained += right(await this.#read(known));
      if (this.#closed) return;
      count += part.length;
      yield { type: 'knock-out-score', step, hits, hitsAsTrained, count, total: indices.length };
      await this.#breathe();
    }
  }

  /** An epoch ends with the same step under a new mapping. */
  #trained({ step, mapping }: Frozen): AsTrained['parts'] {
    const known = this.#asTrained;
    if (known?.step === step && known.mapping === mapping) return known.parts;
    this.#asTrained = { step, mapping, parts: new Map() };
    return this.#asTrained.parts;
  }

  /** Test images, evenly over the split: folders come class by class. */
  #heldOut(): number[] {
    const { test } = this.#task.dataset;
    const count = Math.min(test.count, this.#run.config.training.testLimit ?? Infinity);
    return evenly([...Array(count).keys()], HELD_OUT);
  }

  async #hits(method: Method, frozen: Frozen, indices: readonly number[]): Promise<boolean[]> {
    const { backbone, normalisation, dataset } = this.#task;
    const { test } = dataset;
    const rasters = indices.map((index) => test.raster(index));
    const images = inputImages(method, normalisation, rasters);
    const { state, mapping } = frozen;
    const source = this.#source(method, frozen);
    const { logits } = await explain({ source, state, backbone, urgent: false }, images, ['logits']);
    images.dispose();
    const answers = argMaxRows(mapLogits(logits.values, backbone.classes, mapping), mapping.length);
    return indices.map((index, row) => answers[row] === test.labels[index]);
  }
}

/** @throws UserError when the run has nothing for this switch, in the words that the page shows beside it */
function knockOutFor({ block, variant }: Switch, trained: MethodConfig): KnockOut {
  const offer = knockOutOf(block, variant);
  const refused = 'none' in offer ? offer.none : knockOutRefusal(block, variant, trained);
  if (refused !== null) throw new UserError(refused);
  return (offer as { readonly by: KnockOut }).by;
}

function copyOf(facts: ProbeFacts): ProbeFacts {
  const [meanMask, maskOfMeanImage] = [facts.meanMask.clone(), facts.maskOfMeanImage.clone()];
  return { ...facts, meanMask, maskOfMeanImage, dispose: () => tf.dispose([meanMask, maskOfMeanImage]) };
}

const right = (hits: readonly boolean[]): number => hits.filter(Boolean).length;

/** In turn, none of them alone: masks can be swapped between two only. */
function partsOf(indices: readonly number[]): (readonly number[])[] {
  const parts = Math.max(1, Math.floor(indices.length / AT_ONCE));
  const at = (part: number) => Math.round((part * indices.length) / parts);
  return Array.from({ length: parts }, (_, part) => indices.slice(at(part), at(part + 1)));
}
