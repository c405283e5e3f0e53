import { checkConfig } from '../core/ablation/registry';
import { createAdam } from '../core/optimiser/adam';
import { createMethod } from '../core/smm';
import { decodeCapsule, stateFor } from '../data/capsule';
import { UserError } from '../lib/user-error';
import { checkMapping, type Task } from './begin-run';
import { Run } from './run';

/**
 * A stored run as it ended, to be looked at; Adam's moments were not stored with it. Free it and its method.
 * @param bytes a run capsule
 * @throws UserError when it is damaged, or made with another network or for other pictures than are loaded
 */
export function storedRun(
  task: Task,
  { id, bytes }: { readonly id: string; readonly bytes: Uint8Array<ArrayBuffer> },
): Run {
  const { config, classes, provenance, tensors, mapping, curves, unprompted, fork } = decodeCapsule(bytes);
  if (provenance.backboneHash !== task.backboneHash) {
    throw new UserError('This run was trained with another network than the one that is loaded.');
  }
  if (provenance.dataHash !== task.dataset.hash) {
    throw new UserError(
      `This run was trained on ${config.data}, and ${task.dataset.name} is loaded. End the run that trains here, or choose ${config.data} in the settings.`,
    );
  }
  checkConfig(config.method);
  checkMapping(mapping, task.backbone);
  const method = createMethod(config.method, task.normalisation);
  const state = stateFor(method.parameters, tensors);
  const adam = { ...createAdam(method.parameters), steps: curves.losses.length };
  const run = new Run({ id, config, method, classes, provenance, state, adam, ...(fork && { fork }) });
  run.mapping = mapping;
  run.unprompted = unprompted;
  run.epochs.push(...curves.epochs);
  run.losses.push(...curves.losses);
  run.accuracies.push(...curves.accuracies);
  return run;
}
