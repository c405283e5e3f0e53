import type { EpochRecord, TrainingEvent } from './events';
import { gate } from './gate';
import { keepRun } from './keep-run';
import { batchContext, contextSource } from './prompt-context';
import { sharedImages } from './shared-images';
import { isSnapshotStep } from './snapshot-schedule';
import { stepEvents } from './step-events';
import { trainStep } from './train-step';
import type { Workbench } from './workbench';

type Trained = Pick<EpochRecord, 'trainLoss' | 'trainAccuracy' | 'msPerStep' | 'batchHash' | 'runsAtOnce'>;

/**
 * All batches of an epoch (1-based) once, or those that are left of it. The time of a step is wall-clock over the
 * epoch with the device's queue emptied at its end, snapshots included, pauses and checkpoints left out.
 */
export async function* trainOnBatches(
  bench: Workbench,
  epoch: number,
): AsyncGenerator<TrainingEvent, Trained> {
  const { run, train, backbone, facts, time, control, readback, viewer, schedule, member } = bench;
  const { steps: total } = train;
  let done = run.stepsInEpoch(total);
  const firstStep = run.step - done;
  for (const batch of train.epoch(run.method, epoch, { after: done })) {
    const round = yield* gate(bench, { stage: 'training', batch: done });
    time.begin();
    const { context, dispose } = await batchContext(contextSource(run, facts), { round, batch });
    const images = sharedImages(round, batch);
    const outcome = await trainStep(run, backbone, { images, labels: batch.labels, context });
    dispose();
    readback.add(run.step, outcome);
    done += 1;
    const all = done === total;
    const values = readback.full || all ? await readback.turn({ witness: run.witness(), all }) : [];
    const seen = isSnapshotStep(run.step) ? await viewer.look() : [];
    const seconds = time.end('training') / 1000;
    run.seconds += seconds;
    run.epochSeconds += seconds;
    control.batchDone();
    yield* stepEvents(run, values);
    yield* seen;
    yield { type: 'progress', runId: run.id, phase: 'training', done, total, eta: time.seconds };
    if (schedule.due(run.step)) yield* keepRun(bench);
  }
  const msPerStep = (1000 * run.epochSeconds) / total;
  run.epochSeconds = 0;
  return {
    trainLoss: mean(run.losses.slice(firstStep)),
    trainAccuracy: mean(run.accuracies.slice(firstStep)),
    msPerStep,
    batchHash: train.epochHash(run.method, epoch),
    runsAtOnce: member.companions + 1,
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
