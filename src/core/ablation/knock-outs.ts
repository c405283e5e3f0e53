/**
 * Which parts of a trained run can be switched off without training again, and why the others cannot: what page and
 * command line ask before ../knock-out.ts does it.
 */
import { suggestion } from '../../lib/closest';
import { UserError } from '../../lib/user-error';
import type { MethodConfig } from '../method-config';
import { withoutSwitches } from './baseline';
import type { KnockOut, KnockOutOffer } from './block';
import { channelsPart } from './channels';
import { masksPart } from './masks';
import { findBlock, type BlockId } from './registry';

/**
 * @param id a variant of the block, or one of its demonstrations
 * @returns what there is to show; otherwise, in a sentence, why nothing
 * @throws UserError when the block has nothing of this name
 */
export function knockOutOf(blockId: BlockId, id: string): KnockOutOffer | { readonly none: string } {
  const { variants, demonstrations = [] } = findBlock(blockId);
  const found =
    variants.find((one) => one.id === id)?.knockOut ?? demonstrations.find((one) => one.id === id);
  if (found) return found;
  const known = [...variants, ...demonstrations].map((one) => one.id);
  throw new UserError(`The switch "${blockId}" has no "${id}". ${suggestion(id, known)}`);
}

/** Why a run that was trained like this cannot show it, in a sentence; null = it can. */
export function knockOutRefusal(blockId: BlockId, id: string, trained: MethodConfig): string | null {
  const offer = knockOutOf(blockId, id);
  return 'none' in offer ? offer.none : missing(offer.by, trained);
}

/** Whether it takes what the masks of training images are like (ProbeFacts). */
export function needsProbe({ kind }: KnockOut): boolean {
  return probed[kind];
}

/** The switches of the method that a knocked-out run shows: what is changed in another way leaves them as they are. */
export function withKnockOuts(trained: MethodConfig, by: readonly KnockOut[]): MethodConfig {
  return by.reduce(
    (changed, knockOut) => (knockOut.kind === 'switch' ? { ...changed, ...knockOut.to } : changed),
    trained,
  );
}

const probed: Readonly<Record<KnockOut['kind'], boolean>> = {
  switch: false,
  'mean-mask': true,
  'mean-mask-binary': true,
  'mask-of-mean-image': true,
  swapped: false,
  'channel-mean': false,
  'channel-mean-binary': true,
  binary: true,
};

/** What a trained run lacks to be changed in this way. */
function missing(knockOut: KnockOut, trained: MethodConfig): string | null {
  if (knockOut.kind === 'switch' && knockOut.to.baseline) return null;
  if (withoutSwitches(trained))
    return 'The run was trained without learned masks, so there is none to change.';
  switch (knockOut.kind) {
    case 'switch':
      return null;
    case 'mean-mask':
    case 'mean-mask-binary':
    case 'mask-of-mean-image':
    case 'swapped':
      return hasMaskForEach(trained) ? null : 'The run was trained with one mask for all images already.';
    case 'channel-mean':
    case 'channel-mean-binary':
    case 'binary':
      return hasThreeChannels(trained)
        ? null
        : 'The masks of this run were trained with one channel, or with zeros and ones, already.';
    default:
      return knockOut satisfies never;
  }
}

function hasMaskForEach(config: MethodConfig): boolean {
  const masks = masksPart(config);
  return masks.from === 'generator' && masks.input === 'each-image';
}

function hasThreeChannels(config: MethodConfig): boolean {
  const masks = masksPart(config);
  if (masks.from === 'parameters') return masks.channels === 3 && !masks.binary;
  const channels = channelsPart(config);
  return channels.from === 'last-layer' && channels.outputs === 3 && !channels.binary;
}
