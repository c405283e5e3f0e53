import type { Method, TensorState } from '../core/method';
import * as tf from '../core/tf';
import type { Tensor2D } from '../core/tf';
import type { Phase } from './eta';
import type { TrainingEvent } from './events';
import { gate } from './gate';
import type { Batch } from './loader';
import type { Workbench } from './workbench';

export interface ForwardPass {
  readonly phase: Exclude<Phase, 'training'>;
  readonly method: Method;
  readonly state: TensorState;
  readonly batches: Iterable<Batch>;
  /** number of batches, for the progress */
  readonly total: number;
  /** What to keep of a batch, still on the device: [B, …] from the source logits [B, 1000]. */
  readonly reduce: (logits: Tensor2D) => tf.Tensor;
  /** Receives the values of `reduce`, row by row, and the labels of the rows that count. */
  readonly visit: (values: Float32Array | Int32Array, labels: Int32Array) => void;
}

/**
 * One evaluation-mode pass of a prompted split through the backbone, in batches of one fixed size. A batch is
 * read back while the next one is computed, so the device is never idle and never more than two batches behind.
 */
export async function* forwardPass(bench: Workbench, pass: ForwardPass): AsyncGenerator<TrainingEvent> {
  const { run, time, backbone } = bench;
  let onItsWay: Promise<void> | null = null;
  let done = 0;
  for (const batch of pass.batches) {
    yield* gate(bench);
    time.begin();
    const values = await reducedLogits(batch, pass, backbone);
    await onItsWay;
    onItsWay = values.data().then((data) => {
      values.dispose();
      pass.visit(data as Float32Array, batch.labels);
    });
    // where the run is stopped before the next turn, nobody waits for it any more
    onItsWay.catch(() => undefined);
    done += 1;
    if (done === pass.total) await onItsWay;
    run.seconds += time.end(pass.phase) / 1000;
    yield { type: 'progress', runId: run.id, phase: pass.phase, done, total: pass.total, eta: time.seconds };
  }
}

async function reducedLogits(
  batch: Batch,
  { method, state, reduce }: ForwardPass,
  backbone: Workbench['backbone'],
): Promise<tf.Tensor> {
  const images = batch.images();
  const pass = method.prompt(state, images, 'evaluation');
  const logits = await backbone.logits(pass.trace.prompted);
  pass.dispose();
  images.dispose();
  const values = tf.tidy(() => reduce(logits));
  logits.dispose();
  return values;
}
