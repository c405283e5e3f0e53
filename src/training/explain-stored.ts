/**
 * Pictures under runs that are stored, one after another: what `explain` shows, from the bytes of their capsules.
 * Nothing is trained.
 */
import { checkConfig, defaultSwitches } from '../core/ablation/registry';
import type { Method, TensorState } from '../core/method';
import type { MethodConfig } from '../core/method-config';
import { toTensors } from '../core/method-state';
import { createMethod } from '../core/smm';
import * as tf from '../core/tf';
import { decodeCapsule, stateFor, type Capsule } from '../data/capsule';
import type { SampleSet, ViewSnapshot } from '../data/snapshot';
import { UserError } from '../lib/user-error';
import { answersOf } from './answers';
import { checkMapping, type Task } from './begin-run';
import { explain, forEachPicture } from './explain';
import { inputImages } from './input-images';
import { sampleSet } from './sample-set';
import type { Sample } from './samples-in-view';

export interface StoredExplanation {
  /** as this run sees the pictures */
  readonly samples: SampleSet;
  /** of these samples, at the run's last step */
  readonly snapshot: ViewSnapshot;
  /** without a prompt, under the mapping that goes with it [N, k]; empty where the run does not know that mapping */
  readonly unprompted: Float32Array;
}

/** The pictures that are looked at, under any number of stored runs. What runs share is worked out once. */
export class StoredRuns {
  readonly #task: Task;
  readonly #samples: readonly Sample[];
  /** f_P(r(x)) [N, classes], by the side of r(x) */
  readonly #unprompted = new Map<number, Promise<Float32Array>>();

  constructor(task: Task, samples: readonly Sample[]) {
    this.#task = task;
    this.#samples = samples;
  }

  /**
   * @param bytes a run capsule
   * @throws UserError when it is damaged, or made for another network or other data than are loaded
   */
  async explain(bytes: Uint8Array<ArrayBuffer>): Promise<StoredExplanation> {
    const capsule = decodeCapsule(bytes);
    const { config, mapping, curves, provenance } = capsule;
    const { backbone, backboneHash, dataset, normalisation } = this.#task;
    if (provenance.backboneHash !== backboneHash) {
      throw new UserError('It was trained with another network than the one that is loaded.');
    }
    checkConfig(config.method);
    checkMapping(mapping, backbone);
    const method = createMethod(config.method, normalisation);
    try {
      if (method.needs.meanImage && provenance.dataHash !== dataset.hash) {
        throw new UserError(
          `Its mask is made from the mean of its training pictures (${config.data}), and others are loaded. Choose them in Explore.`,
        );
      }
      const tensors = stateFor(method.parameters, capsule.tensors);
      const seen = await this.#look(method, { capsule, state: toTensors(method, tensors) });
      const { classes } = backbone;
      const count = this.#samples.length;
      return {
        samples: sampleSet(method, this.#samples, { resized: seen.resized.values, normalisation }),
        snapshot: {
          step: curves.losses.length,
          epoch: curves.epochs.length,
          masks: seen.mask && forEachPicture(seen.mask, count),
          pattern: seen.pattern && seen.pattern.values,
          ...answersOf(seen.logits.values, { classes, mapping }),
        },
        unprompted: await this.#unpromptedAnswers(capsule),
      };
    } finally {
      method.dispose();
    }
  }

  /** @param of.state disposed */
  async #look(method: Method, { capsule, state }: { capsule: Capsule; state: TensorState }) {
    const { facts, backbone, normalisation } = this.#task;
    const rasters = this.#samples.map(({ raster }) => raster);
    const images = inputImages(method, normalisation, rasters, { apart: true });
    const { trainLimit } = capsule.config.training;
    const source = { method, facts, mapping: capsule.mapping, trainLimit };
    try {
      const names = ['resized', 'mask', 'pattern', 'logits'] as const;
      return await explain({ source, state, backbone }, images, names);
    } finally {
      tf.dispose([state, images]);
    }
  }

  async #unpromptedAnswers({ config, unprompted }: Capsule): Promise<Float32Array> {
    if (!unprompted) return new Float32Array(0);
    const { side } = config.method;
    const known = this.#unprompted.get(side) ?? this.#unpromptedLogits(config.method);
    this.#unprompted.set(side, known);
    const { classes } = this.#task.backbone;
    return answersOf(await known, { classes, mapping: Int32Array.from(unprompted.mapping) }).targets;
  }

  async #unpromptedLogits(like: MethodConfig): Promise<Float32Array> {
    const { backbone, normalisation } = this.#task;
    const bare = createMethod({ ...like, ...defaultSwitches, baseline: 'unprompted' }, normalisation);
    const rasters = this.#samples.map(({ raster }) => raster);
    const images = inputImages(bare, normalisation, rasters, { apart: true });
    try {
      const logits = await backbone.logits(images, { urgent: true });
      const values = Float32Array.from(await logits.data<'float32'>());
      logits.dispose();
      return values;
    } finally {
      images.dispose();
      bare.dispose();
    }
  }
}
