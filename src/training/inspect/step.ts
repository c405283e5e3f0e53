/**
 * One optimisation step taken apart, on a copy of the model: the batch that the run would take next, its loss before
 * and after, every gradient and change. At the end of an epoch ILM would map anew first; the copy keeps its mapping.
 */
import { argMaxRows, crossEntropies, mapLogits, softmaxRows } from '../../core/loss';
import type { TensorState } from '../../core/method';
import * as tf from '../../core/tf';
import { MOST_STEPS, type ParameterStep, type StepInspection, type StepOnly } from '../../data/inspection';
import { UserError } from '../../lib/user-error';
import type { Task } from '../begin-run';
import { explain } from '../explain';
import { inputImages } from '../input-images';
import type { Batch } from '../loader';
import { Lockstep, type Member } from '../lockstep';
import { batchContext, type ContextSource, type HeldContext } from '../prompt-context';
import { sharedImages } from '../shared-images';
import type { Sample } from '../samples-in-view';
import type { Asking, Model } from './model';
import { isStill, ModelCopy } from './model-copy';

type StepTask = Pick<Task, 'backbone' | 'dataset' | 'normalisation' | 'facts'>;

export interface StepQuestion {
  readonly only: StepOnly;
  readonly after: readonly StepOnly[];
}

/** Steps of one model. Keeps the copy that it took the last one on, for whoever wants to see one more. Close it. */
export class Steps {
  readonly #task: StepTask;
  readonly #model: Model;
  #copy: ModelCopy | null = null;
  /** what the copy has taken */
  #taken: StepOnly[] = [];

  constructor(task: StepTask, model: Model) {
    this.#task = task;
    this.#model = model;
  }

  /**
   * One at a time.
   * @returns the step as each of the samples sees it; null when it was no longer wanted
   * @throws UserError when there is nothing to train
   */
  async take(
    samples: readonly Sample[],
    { only, after }: StepQuestion,
    asking: Asking,
  ): Promise<readonly StepInspection[] | null> {
    if (after.length >= MOST_STEPS) {
      throw new UserError(`A copy takes at most ${MOST_STEPS} steps. Begin again from the run as it stands.`);
    }
    const copy = this.#copyBehind(after);
    const ahead = after.slice(this.#taken.length);
    const total = ahead.length + 1;
    try {
      for (const [done, before] of ahead.entries()) {
        if (!asking.wanted()) return null;
        asking.progress(done, total);
        (await step(this.#task, copy, before)).dispose();
        this.#taken.push(before);
        await asking.breathe();
      }
      if (!asking.wanted()) return null;
      asking.progress(total - 1, total);
      const found = await takenApart(this.#task, copy, { samples, only });
      this.#taken.push(only);
      return found.map((one) => ({ ...one, after: [...after] }));
    } catch (error) {
      // half a step is none to go on from
      this.close();
      throw error;
    }
  }

  close(): void {
    this.#copy?.dispose();
    this.#copy = null;
    this.#taken = [];
  }

  /** The copy if it has taken none but the first of these steps, else a fresh one. */
  #copyBehind(after: readonly StepOnly[]): ModelCopy {
    const onTheWay = this.#taken.length <= after.length && this.#taken.every((only, i) => only === after[i]);
    if (!onTheWay) this.close();
    this.#copy ??= new ModelCopy(this.#task, this.#model);
    const { parameters } = this.#copy.method;
    if (parameters.every(({ group }) => group === 'statistic')) {
      this.close();
      throw new UserError(
        'This run has nothing to train: only the label mapping adapts. Open one with a prompt.',
      );
    }
    return this.#copy;
  }
}

/** What a step leaves to be read. Dispose it. */
interface Stepped {
  readonly gradients: TensorState;
  /** f_P(x̃) of the batch before the step, read back, and its labels */
  readonly logits: Float32Array;
  readonly batch: Batch;
  readonly learningRates: { readonly pattern: number; readonly mask: number };
  /** trainables before it */
  readonly before: TensorState;
  dispose(): void;
}

/** As trainStep does it, but that some parameters may be held still. */
async function step(task: StepTask, copy: ModelCopy, only: StepOnly): Promise<Stepped> {
  const { backbone } = task;
  const { method, model } = copy;
  const { batch, learningRates } = copy.next();
  const before = Object.fromEntries(
    Object.entries(copy.state).map(([name, tensor]) => [name, tensor.clone()]),
  );
  // what a step that fails halfway leaves behind
  const made: tf.TensorContainer[] = [before];
  const closing: { dispose(): void }[] = [];
  try {
    const pictures = await batchOf(task, copy, batch);
    closing.push(pictures);
    const pass = method.prompt(copy.state, pictures.images, 'training', pictures.context);
    closing.push(pass);
    const answer = await backbone.inputGradient(pass.trace.prompted, batch.labels, model.mapping);
    made.push({ ...answer });
    const gradients = pass.backward(answer.gradient);
    made.push(gradients);
    copy.move(gradients, pass.statistics, { only, learningRates });
    const logits = Float32Array.from(await answer.logits.data<'float32'>());
    tf.dispose({ ...answer });
    const dispose = () => tf.dispose([gradients, before]);
    return { gradients, logits, batch, learningRates, before, dispose };
  } catch (error) {
    tf.dispose(made);
    throw error;
  } finally {
    closing.toReversed().forEach((one) => one.dispose());
  }
}

async function takenApart(
  task: StepTask,
  copy: ModelCopy,
  { samples, only }: { readonly samples: readonly Sample[]; readonly only: StepOnly },
): Promise<readonly Omit<StepInspection, 'after'>[]> {
  const { config, mapping, moments } = copy.model;
  const seenBefore = await lookAt(samples, task, copy);
  const stepped = await step(task, copy, only);
  try {
    const { batch, learningRates } = stepped;
    const scoreOf = (logits: Float32Array) =>
      score(logits, { batch, mapping, classes: task.backbone.classes });
    const before = scoreOf(stepped.logits);
    const after = scoreOf(await again(task, copy, batch));
    const seenAfter = await lookAt(samples, task, copy);
    const changed = await changes(copy, stepped, only);
    return samples.map((sample, i) => {
      const { mask, targets } = seenBefore[i]!;
      return {
        what: 'step',
        sampleId: sample.id,
        only,
        batch: batch.labels.length,
        side: config.method.side,
        moments: moments !== null,
        learningRates,
        loss: { before: before.loss, after: after.loss },
        accuracy: { before: before.accuracy, after: after.accuracy },
        sample: { before: targets, after: seenAfter[i]!.targets, label: sample.label },
        mask: mask && {
          height: mask.shape[1]!,
          width: mask.shape[2]!,
          before: mask.values,
          after: seenAfter[i]!.mask!.values,
        },
        ...changed,
      };
    });
  } finally {
    stepped.dispose();
  }
}

/** One by one: the size of a batch may choose a kernel, and with it the last bits. */
async function lookAt(samples: readonly Sample[], task: StepTask, copy: ModelCopy): Promise<Look[]> {
  const looks: Look[] = [];
  for (const sample of samples) looks.push(await look(task, copy, sample));
  return looks;
}

type Look = Awaited<ReturnType<typeof look>>;

/** Answers and coarse mask of the picture, in evaluation mode. */
async function look({ backbone, normalisation, facts }: StepTask, copy: ModelCopy, { raster }: Sample) {
  const { method, model, state } = copy;
  const images = inputImages(method, normalisation, [raster], { apart: true });
  const source = contextSource(facts, copy);
  try {
    const { mask, logits } = await explain({ source, state, backbone }, images, ['mask', 'logits']);
    const mapped = mapLogits(logits!.values, backbone.classes, model.mapping);
    return { mask, targets: softmaxRows(mapped, model.mapping.length) };
  } finally {
    images.dispose();
  }
}

/** Logits of the same batch once more, in training mode, with what the step has made. */
async function again(task: StepTask, copy: ModelCopy, batch: Batch): Promise<Float32Array> {
  const pictures = await batchOf(task, copy, batch);
  const pass = copy.method.prompt(copy.state, pictures.images, 'training', pictures.context);
  try {
    const logits = await task.backbone.logits(pass.trace.prompted);
    const values = Float32Array.from(await logits.data<'float32'>());
    logits.dispose();
    return values;
  } finally {
    tf.dispose(pass.statistics);
    pass.dispose();
    pictures.dispose();
  }
}

/** The batch alone, among no others: its pictures and what the method has to be told. Dispose it. */
async function batchOf({ facts }: StepTask, copy: ModelCopy, batch: Batch) {
  const member: Member = new Lockstep().join();
  member.arrive({ epoch: 0, stage: 'training', batch: 0 });
  const round = member.begin();
  const { context, dispose }: HeldContext = await batchContext(contextSource(facts, copy), { round, batch });
  return {
    images: sharedImages(round, batch),
    context,
    dispose() {
      dispose();
      member.leave();
    },
  };
}

function contextSource(facts: Task['facts'], { method, model }: ModelCopy): ContextSource {
  return { method, facts, mapping: model.mapping, trainLimit: model.config.training.trainLimit };
}

function score(
  logits: Float32Array,
  {
    batch,
    mapping,
    classes,
  }: { readonly batch: Batch; readonly mapping: Int32Array; readonly classes: number },
): { readonly loss: number; readonly accuracy: number } {
  const { labels } = batch;
  const mapped = mapLogits(logits, classes, mapping);
  const answers = argMaxRows(mapped, mapping.length);
  const losses = crossEntropies(mapped, labels, mapping.length);
  return {
    loss: losses.reduce((sum, loss) => sum + loss, 0) / labels.length,
    accuracy: labels.filter((label, row) => label === answers[row]).length / labels.length,
  };
}

async function changes(
  { method, state }: ModelCopy,
  { gradients, before }: Stepped,
  only: StepOnly,
): Promise<Pick<StepInspection, 'parameters' | 'patternGradient' | 'patternChange'>> {
  const parameters: ParameterStep[] = [];
  let pattern: { gradient: Float32Array; change: Float32Array } | null = null;
  for (const spec of method.parameters) {
    const { name, group, shape } = spec;
    if (group === 'statistic') continue;
    const [gradient, was, is] = await Promise.all(
      [gradients[name]!, before[name]!, state[name]!].map((tensor) => tensor.data<'float32'>()),
    );
    const change = is!.map((value, i) => value - was![i]!);
    parameters.push({
      name,
      of: group,
      count: was!.length,
      gradient: norm(gradient!),
      change: norm(change),
      before: norm(was!),
      still: isStill(spec, only),
    });
    // δ that all pictures share; those of classes have an axis more
    if (group === 'pattern' && shape.length === 3 && name === 'delta') {
      pattern = { gradient: Float32Array.from(gradient!), change };
    }
  }
  return {
    parameters,
    patternGradient: pattern && pattern.gradient,
    patternChange: pattern && pattern.change,
  };
}

/** ‖values‖₂ */
function norm(values: Float32Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
}
