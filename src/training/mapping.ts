import { mappingPart } from '../core/ablation/mapping';
import { blocks, findVariant } from '../core/ablation/registry';
import { countPredictions, emptyFrequencies, greedyMapping, randomMapping } from '../core/label-mapping';
import type { MethodConfig } from '../core/method-config';
import * as tf from '../core/tf';
import { createRandom } from '../lib/random';
import type { TrainingEvent } from './events';
import { forwardPass, type LookingStage, type Prompting } from './forward-pass';
import { shownTo } from './loader';
import type { Run } from './run';
import type { Workbench } from './workbench';

/**
 * π for an epoch (1-based): made anew for each, or once and kept (paper.md A.8).
 *
 * Where the prompt is still the identity, the unprompted pass has already asked the very same question of the
 * very same pictures, so its answer is taken.
 */
export async function* mappingForEpoch(
  bench: Workbench,
  epoch: number,
): AsyncGenerator<TrainingEvent, Int32Array> {
  const { run, backbone } = bench;
  const { method, state, config } = run;
  if (run.mapping && !needsMapping(config.method, epoch)) return run.mapping;
  const known = mappingWithoutAsking(run, { epoch, sourceClasses: backbone.classes });
  if (known) return known;
  // class patterns are mixed by the mapping before this one
  const before = run.mapping ?? Int32Array.from(run.unprompted?.mapping ?? []);
  const prompting = { method, state, mapping: before };
  return yield* frequencyMapping(bench, { stage: 'mapping', prompting, epoch });
}

/** π for an epoch where no prompted picture has to be shown to the network; null where one has to. */
export function mappingWithoutAsking(
  { config, unprompted }: Pick<Run, 'config' | 'unprompted'>,
  { epoch, sourceClasses }: { readonly epoch: number; readonly sourceClasses: number },
): Int32Array | null {
  const { method, training } = config;
  if (mappingPart(method).from === 'random') {
    return randomMapping(createRandom(training.seed, 'label mapping'), sourceClasses, method.classes);
  }
  return unprompted && !needsMappingPass(method, epoch) ? Int32Array.from(unprompted.mapping) : null;
}

/** Whether the epoch begins with a pass over the training set. What is made once is made of pictures without a prompt. */
export function needsMappingPass(config: MethodConfig, epoch: number): boolean {
  const { from, made } = mappingPart(config);
  return from === 'frequencies' && made === 'every-epoch' && !(epoch === 1 && startsAtIdentity(config));
}

function needsMapping(config: MethodConfig, epoch: number): boolean {
  return epoch === 1 || mappingPart(config).made === 'every-epoch';
}

/** Whether x̃ = r(x) before the first step. */
export function startsAtIdentity(config: MethodConfig): boolean {
  return blocks.every(({ id }) => findVariant(id, config[id]).startsAtIdentity);
}

/**
 * Algorithm 2 and the greedy assignment: which source class each target class is most often taken for, over
 * the training set as the training loader shows it in this epoch (its augmentation included), in evaluation
 * mode.
 * @returns π [k]
 */
export async function* frequencyMapping(
  bench: Workbench,
  options: { stage: LookingStage; prompting: Prompting; epoch: number },
): AsyncGenerator<TrainingEvent, Int32Array> {
  const { train, run, backbone } = bench;
  const frequencies = emptyFrequencies(backbone.classes, run.config.method.classes);
  yield* forwardPass(bench, {
    ...options,
    batches: train.wholeEpoch(shownTo(options.prompting, run), options.epoch),
    total: train.batches,
    reduce: (logits) => tf.argMax(logits, 1),
    visit: (predictions, labels) => countPredictions(frequencies, predictions, labels),
  });
  return greedyMapping(frequencies);
}
