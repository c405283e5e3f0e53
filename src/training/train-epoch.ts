import type { EpochRecord, TrainingEvent } from './events';
import { gate, stepEvents } from './gate';
import { isSnapshotStep } from './snapshot-schedule';
import { trainStep } from './train-step';
import type { Workbench } from './workbench';

/**
 * All batches of an epoch (1-based) once. The time of a step is wall-clock over the epoch with the device's queue
 * emptied at its end, snapshots included, pauses left out.
 */
export async function* trainOnBatches(
  bench: Workbench,
  epoch: number,
): AsyncGenerator<TrainingEvent, Pick<EpochRecord, 'trainLoss' | 'trainAccuracy' | 'msPerStep'>> {
  const { run, train, backbone, time, control, readback, viewer } = bench;
  const { steps: total } = train;
  const firstStep = run.step;
  const before = run.seconds;
  let done = 0;
  for (const batch of train.epoch(run.method, epoch)) {
    yield* gate(bench);
    time.begin();
    const images = batch.images();
    const outcome = await trainStep(run, backbone, { images, labels: batch.labels });
    images.dispose();
    readback.add(run.step, outcome);
    done += 1;
    const values = readback.full || done === total ? await readback.turn({ all: done === total }) : [];
    const seen = isSnapshotStep(run.step) ? await viewer.look() : [];
    run.seconds += time.end('training') / 1000;
    control.batchDone();
    yield* stepEvents(run, values);
    yield* seen;
    yield { type: 'progress', runId: run.id, phase: 'training', done, total, eta: time.seconds };
  }
  return {
    trainLoss: mean(run.losses.slice(firstStep)),
    trainAccuracy: mean(run.accuracies.slice(firstStep)),
    msPerStep: (1000 * (run.seconds - before)) / done,
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
