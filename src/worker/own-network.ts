/** A network of one's own, out of the browser's database. */
import type { BackboneFile } from '../data/backbone-file';
import { IMAGENET_CLASSES } from '../data/backbones/class-names';
import { readOwnBackbone } from '../data/backbones/own-backbone';
import type { OwnId } from '../data/own/own-id';
import { UserError } from '../lib/user-error';
import type { NetworkLibrary } from '../storage/network-library';

/**
 * @param imageNet ImageNet's class names, read only where the network has as many classes and no names
 * @throws UserError when it is not kept here, or is no longer what it was
 */
export async function openOwnNetwork(
  library: NetworkLibrary,
  id: OwnId,
  imageNet: () => Promise<readonly string[]>,
): Promise<BackboneFile> {
  const { network, bytes } = await library.read(id);
  const { name, classes, classNames, normalisation, saidNormalisation, hash } = network;
  const file = readOwnBackbone(bytes, {
    name,
    imageNet: classes === IMAGENET_CLASSES && !classNames ? await imageNet() : [],
    classNames: classNames ?? undefined,
    normalisation: saidNormalisation ? normalisation : undefined,
  });
  if (file.hash === hash) return file;
  throw new UserError(
    `The kept network "${name}" is read differently by this version of SMM Explorer than by the one that kept it. Delete it and drop its file again; runs that were trained with it keep their numbers.`,
  );
}
