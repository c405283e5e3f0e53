/**
 * Every test picture at once, before and after the prompt: answers, cross-entropies (paper Fig. 2 is trained −
 * initial) and the features that the frozen network's last layer reads. Only looks: what trains goes first, and a
 * survey nobody waits for any more ends after the batch it is at.
 */
import { argMaxRows, crossEntropies, mapLogits } from '../../core/loss';
import type { Method, PlainState } from '../../core/method';
import type { TrainingConfig } from '../../core/method-config';
import { initialState, toTensors } from '../../core/method-state';
import * as tf from '../../core/tf';
import type { Tensor4D } from '../../core/tf';
import type { SurveyInspection } from '../../data/inspection';
import type { Task } from '../begin-run';
import { inputImages } from '../input-images';
import { startsAtIdentity } from '../mapping';
import { imagesContext } from '../prompt-context';
import { partLeft, principalComponents, project } from './principal-components';

/** A trained model, and where it began. */
export interface Surveyed {
  readonly task: Pick<Task, 'backbone' | 'dataset' | 'normalisation' | 'facts'>;
  readonly method: Method;
  /** as trained */
  readonly state: PlainState;
  /** π [k], and the one that goes with the pictures without a prompt */
  readonly mapping: Int32Array;
  readonly unpromptedMapping: Int32Array;
  readonly training: Pick<TrainingConfig, 'seed' | 'trainLimit'>;
}

export interface SurveyOptions {
  /** the first so many test pictures */
  readonly limit: number;
  readonly progress: (done: number, total: number) => void;
  /** false = nobody waits for the answer */
  readonly wanted: () => boolean;
  readonly breathe: () => Promise<void>;
}

/** Pictures at a time: enough for each worker of a pool to have some. */
const BATCH = 32;
/** Principal components of the features that are kept. */
export const SURVEY_DIMENSIONS = 64;

/** @returns null when it was no longer wanted */
export async function survey(model: Surveyed, options: SurveyOptions): Promise<SurveyInspection | null> {
  const { dataset } = model.task;
  const count = Math.min(options.limit, dataset.test.count);
  const found = gather(model, count);
  const { method } = model;
  const trained = toTensors(method, model.state);
  const initial = startsAtIdentity(method.config)
    ? null
    : toTensors(method, initialState(method, model.training.seed));
  try {
    for (let start = 0; start < count; start += BATCH) {
      if (!options.wanted()) return null;
      options.progress(start, count);
      const size = Math.min(BATCH, count - start);
      await surveyBatch(model, { start, size, trained, initial, found });
      await options.breathe();
    }
  } finally {
    tf.dispose([trained, initial ?? {}]);
  }
  if (!options.wanted()) return null;
  options.progress(count, count);
  const { labels, answers, losses } = found;
  return {
    what: 'survey',
    count,
    classes: model.mapping.length,
    labels,
    answers,
    losses,
    features: await reduced(found, options),
  };
}

/** Room for what is found, row by row. */
function gather({ task }: Surveyed, count: number) {
  const { features: columns } = task.backbone;
  return {
    labels: task.dataset.test.labels.slice(0, count),
    answers: { unprompted: new Int32Array(count), prompted: new Int32Array(count) },
    losses: {
      unprompted: new Float32Array(count),
      initial: new Float32Array(count),
      trained: new Float32Array(count),
    },
    /** [count, columns] */
    unprompted: new Float32Array(count * columns),
    prompted: new Float32Array(count * columns),
    columns,
  };
}
type Found = ReturnType<typeof gather>;

interface Batch {
  readonly start: number;
  readonly size: number;
  readonly trained: tf.NamedTensorMap;
  /** null where the prompt begins as the identity: then the network has answered already */
  readonly initial: tf.NamedTensorMap | null;
  readonly found: Found;
}

async function surveyBatch(model: Surveyed, { start, size, trained, initial, found }: Batch): Promise<void> {
  const { task, method } = model;
  const { backbone, dataset, normalisation } = task;
  const rasters = Array.from({ length: size }, (_, i) => dataset.test.raster(start + i));
  const bare = { input: 'resized', config: method.config } as const;
  const images = inputImages(bare, normalisation, rasters, { apart: true });
  const shown = method.input === 'resized' ? images.clone() : inputImages(method, normalisation, rasters);
  const labels = found.labels.subarray(start, start + size);
  const note = (logits: Float32Array, mapping: Int32Array) => {
    const mapped = mapLogits(logits, backbone.classes, mapping);
    return {
      answers: argMaxRows(mapped, mapping.length),
      losses: crossEntropies(mapped, labels, mapping.length),
    };
  };
  try {
    const unprompted = await readOut(model, images);
    const without = note(unprompted.logits, model.unpromptedMapping);
    found.answers.unprompted.set(without.answers, start);
    found.losses.unprompted.set(without.losses, start);
    found.unprompted.set(unprompted.features, start * found.columns);

    const asked = { shown, logits: unprompted.logits };
    const prompted = await readPrompted(model, { ...asked, state: trained, mapping: model.mapping });
    const after = note(prompted.logits, model.mapping);
    found.answers.prompted.set(after.answers, start);
    found.losses.trained.set(after.losses, start);
    found.prompted.set(prompted.features, start * found.columns);

    const { unpromptedMapping: mapping } = model;
    const begun = initial && (await readPrompted(model, { ...asked, state: initial, mapping }));
    found.losses.initial.set(begun ? note(begun.logits, mapping).losses : without.losses, start);
  } finally {
    tf.dispose([images, shown]);
  }
}

interface Read {
  readonly logits: Float32Array;
  readonly features: Float32Array;
}

async function readOut({ task }: Surveyed, pictures: Tensor4D): Promise<Read> {
  const { logits, features } = await task.backbone.readout(pictures);
  try {
    const [a, b] = await Promise.all([logits.data<'float32'>(), features.data<'float32'>()]);
    return { logits: Float32Array.from(a), features: Float32Array.from(b) };
  } finally {
    tf.dispose([logits, features]);
  }
}

interface Asked {
  /** pictures as the method takes them */
  readonly shown: Tensor4D;
  /** f_P(r(x)) of the same pictures */
  readonly logits: Float32Array;
  readonly state: tf.NamedTensorMap;
  readonly mapping: Int32Array;
}

async function readPrompted(model: Surveyed, { shown, logits, state, mapping }: Asked): Promise<Read> {
  const { task, method, training } = model;
  const { facts, backbone } = task;
  const source = { method, facts, mapping, trainLimit: training.trainLimit };
  const known = async () => tf.tensor2d(logits, [shown.shape[0], backbone.classes]);
  const routed = await imagesContext(source, known);
  try {
    const pass = method.prompt(state, shown, 'evaluation', routed.context);
    try {
      return await readOut(model, pass.trace.prompted);
    } finally {
      pass.dispose();
    }
  } finally {
    routed.dispose();
  }
}

async function reduced(
  { unprompted, prompted, columns }: Found,
  { breathe }: SurveyOptions,
): Promise<SurveyInspection['features']> {
  const [before, after] = [
    { values: unprompted, columns },
    { values: prompted, columns },
  ];
  const both = new Float32Array(2 * unprompted.length);
  both.set(unprompted);
  both.set(prompted, unprompted.length);
  const components = await principalComponents(
    { values: both, columns },
    { dimensions: SURVEY_DIMENSIONS, breathe },
  );
  const [kept, moved] = [await project(before, components), await project(after, components)];
  return {
    dimensions: components.dimensions,
    explained: {
      unprompted: partLeft(before, components.mean, kept),
      prompted: partLeft(after, components.mean, moved),
    },
    unprompted: kept,
    prompted: moved,
    mean: components.mean,
    axes: components.basis,
  };
}
