import type { Dataset } from '../data/dataset';
import type { BackboneFile } from '../data/backbone-file';
import { decodeCapsule, type Capsule } from '../data/capsule';
import { UserError } from '../lib/user-error';
import { checkRun, sourceOf } from '../training/begin-run';
import { readBytes } from './assets';
import { dataOptions, type OwnDataOptions } from './data-options';
import { openRunBackbone, type BackboneOptions } from './open-backbone';
import { openRunDataset } from './open-task';

export interface OpenedRun {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly capsule: Capsule;
  readonly dataset: Dataset;
  readonly backboneFile: BackboneFile;
}

interface StoredRunOptions extends OwnDataOptions, BackboneOptions {
  readonly data?: string | undefined;
  readonly backbone?: string | undefined;
}

/**
 * A run capsule, with the images and the network that it was trained with.
 * @param options.backbone its network's file, where that does not come with the program
 * @param options.data where its images lie, where they are not those that it names; beside it what was said of them
 * @throws UserError when these are not the ones
 */
export async function openStoredRun(
  path: string,
  { data, backbone, ...own }: StoredRunOptions,
): Promise<OpenedRun> {
  const bytes = await readBytes(path);
  const capsule = decodeCapsule(bytes);
  const dataset = await openRunDataset(capsule, data, dataOptions(own));
  const backboneFile = await openRunBackbone(capsule, { ...own, backbone });
  checkRun(capsule.config, { dataset, backbone: sourceOf(backboneFile) });
  if (capsule.provenance.dataHash !== dataset.hash) {
    throw new UserError(
      'The run was trained on other images than those here. Give its images with --data, or use the version of the program that made it.',
    );
  }
  return { bytes, capsule, dataset, backboneFile };
}
