import type { EpochRecord, TrainingEvent } from './events';
import { arrived, gate } from './gate';
import { isSnapshotStep } from './snapshot-schedule';
import { trainStep } from './train-step';
import type { Workbench } from './workbench';

/** All batches of an epoch (1-based) once. */
export async function* trainOnBatches(
  bench: Workbench,
  epoch: number,
): AsyncGenerator<TrainingEvent, Pick<EpochRecord, 'trainLoss' | 'trainAccuracy' | 'msPerStep'>> {
  const { run, train, backbone, time, control, readback, viewer } = bench;
  const firstStep = run.step;
  let milliseconds = 0;
  let done = 0;
  for (const batch of train.epoch(run.method, epoch)) {
    yield* gate(bench);
    time.begin();
    const images = batch.images();
    const outcome = await trainStep(run, backbone, { images, labels: batch.labels });
    images.dispose();
    readback.add(run.step, outcome);
    const values = readback.full ? await readback.turn() : null;
    milliseconds += time.end('training');
    done += 1;
    control.batchDone();
    if (values) {
      run.note(values);
      yield { type: 'steps', runId: run.id, ...values };
    }
    if (isSnapshotStep(run.step)) yield* await viewer.look();
    yield { type: 'progress', runId: run.id, phase: 'training', done, total: train.steps, eta: time.seconds };
  }
  yield* arrived(bench);
  return {
    trainLoss: mean(run.losses.slice(firstStep)),
    trainAccuracy: mean(run.accuracies.slice(firstStep)),
    msPerStep: milliseconds / done,
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
