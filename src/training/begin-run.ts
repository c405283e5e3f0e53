import { leastBatch } from '../core/ablation/generator';
import { checkConfig } from '../core/ablation/registry';
import type { Backbone } from '../core/backbone/backbone';
import { sideStep } from '../core/backbone/description/layer-facts';
import type { Method } from '../core/method';
import type { RunConfig } from '../core/method-config';
import type { Normalisation } from '../core/normalisation';
import { createMethod } from '../core/smm';
import type { BackboneFile } from '../data/backbone-file';
import { stepsPerEpoch } from '../data/batches';
import type { Provenance } from '../data/run-record';
import type { Dataset } from '../data/dataset';
import { UserError } from '../lib/user-error';
import { Run } from './run';
import { resumeRun } from './saved-run';
import type { TaskFacts } from './task-facts';

/** Everything loaded that a run trains on and with. */
export interface Task {
  readonly dataset: Dataset;
  readonly backbone: Backbone;
  /** the backbone's input unit */
  readonly normalisation: Normalisation;
  /** SHA-256 of the backbone's weights */
  readonly backboneHash: string;
  /** backend and adapter in words */
  readonly device: string;
  /** of whatever can change a result, e.g. { app, tfjs, runtime } */
  readonly versions: Readonly<Record<string, string>>;
  readonly facts: TaskFacts;
}

/**
 * A fresh run from its initial weights, or the run that a checkpoint holds.
 * @throws UserError when the configuration cannot be trained on this data
 */
export function beginRun(
  task: Task,
  { id, config, checkpoint }: { id: string; config: RunConfig; checkpoint: Uint8Array<ArrayBuffer> | null },
): Run {
  if (checkpoint) return goOn(task, { id, checkpoint });
  const { classes } = task.dataset;
  return new Run({ id, config, method: methodFor(task, config), classes, provenance: provenanceOf(task) });
}

/** The run that a checkpoint holds. @throws UserError when it cannot be trained on this data */
export function goOn(
  task: Task,
  { id, checkpoint }: { id: string; checkpoint: Uint8Array<ArrayBuffer> },
): Run {
  const run = resumeRun(checkpoint, {
    id,
    provenance: provenanceOf(task),
    methodFor: (config) => methodFor(task, config),
  });
  if (run.mapping) checkMapping(run.mapping, task.backbone);
  checkProgress(run, task.dataset);
  return run;
}

/** @throws UserError when the configuration cannot be trained on this data */
export function methodFor(task: Task, config: RunConfig): Method {
  checkRun(config, task);
  return createMethod(config.method, task.normalisation);
}

export function provenanceOf({ dataset, backboneHash, device, versions }: Task): Provenance {
  return { dataHash: dataset.hash, backboneHash, device, versions };
}

/** @throws UserError when π [k], from a file, names a source class that the backbone does not have */
export function checkMapping(mapping: Int32Array, { classes }: Pick<Backbone, 'classes'>): void {
  if (mapping.some((source) => source < 0 || source >= classes)) {
    throw new UserError(
      'The file is damaged: its label mapping names classes that do not exist. Save the run again.',
    );
  }
}

/** @throws UserError when a run from a file stands where none of its epochs can be */
function checkProgress(run: Run, { train }: Dataset): void {
  const { batch, trainLimit } = run.config.training;
  const steps = stepsPerEpoch({ count: Math.min(train.count, trainLimit ?? train.count), batch });
  const begun = run.stepsInEpoch(steps);
  if (begun < 0 || begun > steps || run.losses.length !== run.step) {
    throw new UserError('The checkpoint is damaged: its steps and epochs do not fit. Begin a new run.');
  }
}

/** @throws UserError when this cannot be trained on this data: known before any device is started */
export function checkRun(
  { method, training }: RunConfig,
  { dataset, backbone }: { dataset: Dataset; backbone: Pick<Backbone, 'classes' | 'sideStep'> },
): void {
  const { train, name, classes } = dataset;
  checkFit({ method, training }, { name, classes: classes.length, trainCount: train.count }, backbone);
  const count = Math.min(train.count, training.trainLimit ?? train.count);
  const seen = new Set(train.labels.subarray(0, count));
  const missing = classes.filter((_, label) => !seen.has(label));
  if (missing.length > 0) {
    throw new UserError(
      `The first ${count} training images of ${name} show no "${missing[0]}"${missing.length > 1 ? ` (and ${missing.length - 1} more classes)` : ''}. Use more training images, or leave the class out of the test images too.`,
    );
  }
}

/** What can be told from numbers alone. @throws UserError when this cannot be trained on data of this size */
export function checkFit(
  { method, training }: Pick<RunConfig, 'method' | 'training'>,
  { name, classes, trainCount }: { name: string; classes: number; trainCount: number },
  backbone: Pick<Backbone, 'classes' | 'sideStep'>,
): void {
  checkConfig(method);
  if (method.classes !== classes) {
    throw new UserError(
      `The configuration says ${method.classes} classes, and ${name} has ${classes}. Choose its pictures again, then begin the run anew.`,
    );
  }
  if (classes > backbone.classes) {
    throw new UserError(
      `${name} has ${classes} classes, and the backbone knows only ${backbone.classes}. Use data with fewer classes.`,
    );
  }
  checkSide(method.side, backbone.sideStep);
  const count = Math.min(trainCount, training.trainLimit ?? trainCount);
  stepsPerEpoch({ count, batch: training.batch });
  if (training.batch < leastBatch(method)) {
    throw new UserError(
      'An MLP compares the images of a batch, and one has none beside it. Use a batch of at least 2.',
    );
  }
}

/** What a run has to fit, of a network that no device has yet. */
export function sourceOf({
  classes,
  description,
}: Pick<BackboneFile, 'classes' | 'description'>): Pick<Backbone, 'classes' | 'sideStep'> {
  return { classes: classes.length, sideStep: sideStep(description) };
}

/** @throws UserError unless the backbone can cut a picture of this side into its patches */
export function checkSide(side: number, step: number): void {
  if (side % step === 0) return;
  const below = Math.max(step, side - (side % step));
  throw new UserError(
    `The backbone cuts pictures into patches of ${step} pixels, and a side of ${side} is no multiple of that. Choose ${below} or ${below + step}.`,
  );
}
