import type { Method, TensorState } from '../core/method';
import * as tf from '../core/tf';
import type { Tensor2D } from '../core/tf';
import type { Phase } from './eta';
import type { TrainingEvent } from './events';
import { gate } from './gate';
import type { Batch } from './loader';
import type { Round, Stage } from './lockstep';
import { batchContext, type Told } from './prompt-context';
import { sharedImages } from './shared-images';
import type { Workbench } from './workbench';

/** A method as it stands; null = the pictures as they are, without a prompt. */
export type Prompting = {
  readonly method: Method;
  readonly state: TensorState;
  /** π [k], for what is routed by target classes */
  readonly mapping: Int32Array;
  /** see batchContext */
  readonly told?: Told;
} | null;

/** The passes that only look. */
export type LookingStage = Exclude<Stage, 'training' | 'probe'>;

/** What a person is told a pass is. */
const PHASES: Readonly<Record<LookingStage, Phase>> = {
  'unprompted-mapping': 'unprompted',
  'unprompted-test': 'unprompted',
  mapping: 'mapping',
  test: 'evaluation',
  'clean-loss': 'evaluation',
  'leak-oracle': 'evaluation',
  'leak-unprompted': 'evaluation',
  'leak-wrong': 'evaluation',
};

export interface ForwardPass {
  readonly stage: LookingStage;
  readonly prompting: Prompting;
  readonly batches: Iterable<Batch>;
  /** number of batches, for the progress */
  readonly total: number;
  /** What to keep of a batch, still on the device: [B, …] from the source logits [B, classes]. */
  readonly reduce: (logits: Tensor2D) => tf.Tensor;
  /** Receives the values of `reduce`, row by row, and the labels of the rows that count. */
  readonly visit: (values: Float32Array | Int32Array, labels: Int32Array) => void;
}

/**
 * One evaluation-mode pass of a split through the backbone, in batches of one fixed size. A batch is read back while
 * the next one is computed, so the device is never idle and never more than two batches behind.
 */
export async function* forwardPass(bench: Workbench, pass: ForwardPass): AsyncGenerator<TrainingEvent> {
  const { run, time } = bench;
  const { stage, total } = pass;
  const phase = PHASES[stage];
  let onItsWay: Promise<void> | null = null;
  let done = 0;
  for (const batch of pass.batches) {
    const round = yield* gate(bench, { stage, batch: done });
    time.begin();
    const values = await reducedLogits(bench, pass, { round, batch });
    await onItsWay;
    onItsWay = values.data().then((data) => {
      values.dispose();
      pass.visit(data as Float32Array, batch.labels);
    });
    // where the run is stopped before the next turn, nobody waits for it any more
    onItsWay.catch(() => undefined);
    done += 1;
    if (done === total) await onItsWay;
    run.seconds += time.end(phase) / 1000;
    yield { type: 'progress', runId: run.id, phase, done, total, eta: time.seconds };
  }
}

async function reducedLogits(
  { backbone, facts, run }: Workbench,
  { prompting, reduce }: ForwardPass,
  { round, batch }: { round: Round; batch: Batch },
): Promise<tf.Tensor> {
  if (!prompting) {
    const logits = await facts.unprompted.of(round, batch);
    return tf.tidy(() => reduce(logits));
  }
  const { method, state, mapping, told } = prompting;
  const { trainLimit } = run.config.training;
  const source = { method, facts, mapping, trainLimit };
  const { context, dispose } = await batchContext(source, { round, batch, ...(told && { told }) });
  const pass = method.prompt(state, sharedImages(round, batch), 'evaluation', context);
  const logits = await backbone.logits(pass.trace.prompted);
  pass.dispose();
  dispose();
  const values = tf.tidy(() => reduce(logits));
  logits.dispose();
  return values;
}
