/**
 * How π comes about: Algorithm 2 over the training pictures, without augmentation, then Algorithms 3 and 4 one
 * assignment after another. Under the prompt as it stands; without one where the run made its mapping once, before it
 * had a prompt (FLM). For a mapping drawn at random (RLM) it says what would have been counted.
 */
import { mappingPart } from '../../core/ablation/mapping';
import { greedyPicks } from '../../core/greedy-picks';
import { countPredictions, emptyFrequencies, type FrequencyMatrix } from '../../core/label-mapping';
import { argMaxRows } from '../../core/loss';
import type { Method, TensorState } from '../../core/method';
import { toTensors } from '../../core/method-state';
import { createMethod } from '../../core/smm';
import * as tf from '../../core/tf';
import type { MappingInspection } from '../../data/inspection';
import type { Task } from '../begin-run';
import { trainLoader, type Batch } from '../loader';
import { Lockstep, type Round } from '../lockstep';
import { batchContext } from '../prompt-context';
import { sharedImages } from '../shared-images';
import type { Asking, Model } from './model';

/** Rows of the matrix that are shown, at most. */
export const MOST_SOURCES = 40;

type MappingTask = Pick<Task, 'backbone' | 'dataset' | 'normalisation' | 'facts'>;

/** @returns null when it was no longer wanted */
export async function inspectMapping(
  task: MappingTask,
  model: Model,
  asking: Asking,
): Promise<MappingInspection | null> {
  const frequencies = await count(task, model, asking);
  return frequencies && mappingInspection(frequencies, model.mapping);
}

async function count(task: MappingTask, model: Model, asking: Asking): Promise<FrequencyMatrix | null> {
  const { backbone, normalisation } = task;
  const { method: config, training } = model.config;
  const frequencies = emptyFrequencies(backbone.classes, config.classes);
  const method = createMethod(config, normalisation);
  const state = toTensors(method, model.state);
  const loader = trainLoader(task, training);
  const bare = mappingPart(config).made === 'once';
  const member = new Lockstep().join();
  let done = 0;
  try {
    const shown = bare ? ({ input: 'resized', config } as const) : method;
    for (const batch of loader.inFileOrder(shown)) {
      if (!asking.wanted()) return null;
      asking.progress(done, loader.count);
      member.arrive({ epoch: 0, stage: 'mapping', batch: done });
      const about = { round: member.begin(), batch };
      const logits = bare
        ? await read(await task.facts.unprompted.of(about.round, batch))
        : await promptedLogits(task, model, { method, state, ...about });
      countPredictions(frequencies, argMaxRows(logits, backbone.classes), batch.labels);
      done += batch.labels.length;
      await asking.breathe();
    }
    asking.progress(done, loader.count);
    return asking.wanted() ? frequencies : null;
  } finally {
    member.leave();
    tf.dispose(state);
    method.dispose();
  }
}

async function promptedLogits(
  { backbone, facts }: MappingTask,
  { config, mapping }: Model,
  about: {
    readonly method: Method;
    readonly state: TensorState;
    readonly round: Round;
    readonly batch: Batch;
  },
): Promise<Float32Array> {
  const { method, state, round, batch } = about;
  const source = { method, facts, mapping, trainLimit: config.training.trainLimit };
  const { context, dispose } = await batchContext(source, { round, batch });
  const pass = method.prompt(state, sharedImages(round, batch), 'evaluation', context);
  const logits = await backbone.logits(pass.trace.prompted);
  pass.dispose();
  dispose();
  const values = await read(logits);
  logits.dispose();
  return values;
}

async function read(tensor: tf.Tensor): Promise<Float32Array> {
  return Float32Array.from(await tensor.data<'float32'>());
}

/** @param mapping π [k] in use */
export function mappingInspection(frequencies: FrequencyMatrix, mapping: Int32Array): MappingInspection {
  const { sources: all, targets, counts } = frequencies;
  const picks = greedyPicks(frequencies);
  const totals = Array.from({ length: all }, (_, source) =>
    counts.subarray(source * targets, (source + 1) * targets).reduce((sum, each) => sum + each, 0),
  );
  const picked = new Set(picks.map(({ source }) => source));
  const most = (a: number, b: number) => totals[b]! - totals[a]! || a - b;
  const others = totals
    .flatMap((total, source) => (total > 0 && !picked.has(source) ? [source] : []))
    .sort(most)
    .slice(0, Math.max(0, MOST_SOURCES - picked.size));
  const sources = [...picked, ...others].sort(most);
  const listed = sources.reduce((sum, source) => sum + totals[source]!, 0);
  const total = totals.reduce((sum, each) => sum + each, 0);
  return {
    what: 'mapping',
    sources,
    targets,
    counts: Int32Array.from(
      sources.flatMap((source) => [...counts.subarray(source * targets, (source + 1) * targets)]),
    ),
    total,
    unlisted: total - listed,
    picks,
    inUse: picks.every(({ target, source }) => mapping[target] === source),
  };
}
