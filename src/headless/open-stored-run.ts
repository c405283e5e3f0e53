import type { Dataset } from '../data/dataset';
import type { BackboneFile } from '../data/backbone-file';
import { decodeCapsule, type Capsule } from '../data/capsule';
import { UserError } from '../lib/user-error';
import { checkRun, sourceOf } from '../training/begin-run';
import { readBytes } from './assets';
import { dataOptions, type OwnDataOptions } from './data-options';
import { openBackbone, openDataset } from './open-task';

export interface OpenedRun {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly capsule: Capsule;
  readonly dataset: Dataset;
  readonly backboneFile: BackboneFile;
}

/**
 * A run capsule, with the images and the network that it was trained with.
 * @param options.data where its images lie, where they are not those that it names; beside it what was said of them
 * @throws UserError when these are not the ones
 */
export async function openStoredRun(
  path: string,
  { data, ...own }: { readonly data?: string | undefined } & OwnDataOptions,
): Promise<OpenedRun> {
  const bytes = await readBytes(path);
  const capsule = decodeCapsule(bytes);
  const dataset = await openDataset(data ?? capsule.config.data, dataOptions(own));
  const backboneFile = await openBackbone(capsule.config.backbone);
  checkRun(capsule.config, { dataset, backbone: sourceOf(backboneFile) });
  const { dataHash, backboneHash } = capsule.provenance;
  if (dataHash !== dataset.hash || backboneHash !== backboneFile.hash) {
    throw new UserError(
      'The run was trained on other images or with another network than those here. Give its images with --data, or use the version of the program that made it.',
    );
  }
  return { bytes, capsule, dataset, backboneFile };
}
