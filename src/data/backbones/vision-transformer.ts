/**
 * Vision transformers (Dosovitskiy et al. 2021) with a class token, in timm's names and in torchvision's: the paper's
 * ViT-B/32, and those of another depth, width or patch that are built alike.
 */
import { tensorShapes } from '../../core/backbone/description/layer-facts';
import { visionTransformer } from '../../core/backbone/description/vision-transformer';
import type { Normalisation } from '../../core/normalisation';
import { UserError } from '../../lib/user-error';
import { IMAGENET, shapeOf, type Architecture } from './architecture';
import { VISION_TRANSFORMER_SETTINGS } from './suggested-settings';
import { transformerMarks, transformerName } from './transformer-names';

/**
 * Heads are 64 wide in all of these. A file does not say how wide its heads are: of another width they would be guessed,
 * and the network would compute something else without a word.
 */
const HEAD = 64;
const SIZES: Readonly<Record<number, string>> = { 192: 'Ti', 384: 'S', 768: 'B', 1024: 'L' };

/** Sides of a patch: smaller ones would make tokens by the thousand. */
const PATCHES: readonly number[] = [8, 14, 16, 32];

const MOST_BLOCKS = 48;

/** The largest side that a run's options allow. */
const LARGEST_SIDE = 384;

/** −1 … 1, what timm's vision transformers were trained on. */
const HALVES: Normalisation = { scale: 1, shift: 0.5, divisor: 0.5 };

/** Those of timm's that were trained on ImageNet's mean and deviation, by their names. */
const ON_IMAGENET = /(^|[^a-z])deit/i;

export const VISION_TRANSFORMER: Architecture = {
  title: 'ViT-B/32 and vision transformers built alike',
  marks: Object.values(transformerMarks),
  describe(header, hint) {
    const naming = header.has(transformerMarks.timm) ? 'timm' : 'torchvision';
    const theirs = (ours: string): string => transformerName(naming, ours, (name) => header.has(name));
    // others cut pictures into patches too
    if (!header.has(theirs('embedding.class_token'))) return null;
    const [width, , patch] = shapeOf(header, theirs('embedding.weight'));
    const size = SIZES[width];
    if (!size) throw unknownWidth(width, hint);
    if (!PATCHES.includes(patch)) throw unknownPatch(patch, hint);
    const [, tokens] = shapeOf(header, theirs('embedding.positions'));
    const grid = Math.max(1, Math.round(Math.sqrt(tokens - 1) || 1));
    let depth = 1;
    while (depth < MOST_BLOCKS && header.has(theirs(`blocks.${depth}.norm1.weight`))) depth++;
    const description = visionTransformer({
      name: 'vision-transformer',
      classes: shapeOf(header, theirs('head.weight'))[0],
      patch,
      grid,
      width,
      heads: width / HEAD,
      hidden: shapeOf(header, theirs('blocks.0.mlp.fc1.weight'))[0],
      depth,
    });
    const native = grid * patch;
    // a run's side has a limit, and patches divide it
    const side = Math.min(native, LARGEST_SIDE - (LARGEST_SIDE % patch));
    const onImageNet = naming === 'timm' && ON_IMAGENET.test(hint);
    return {
      architecture: 'vision-transformer',
      title: `ViT-${size}/${patch}`,
      description,
      parts: Object.keys(tensorShapes(description)).map((tensor) => ({ tensor, from: theirs(tensor) })),
      normalisation: naming === 'torchvision' || onImageNet ? IMAGENET : HALVES,
      ...(onImageNet && { variant: 'imagenet' }),
      sides: { min: patch, max: Math.max(LARGEST_SIDE, native), native },
      suggested: { ...VISION_TRANSFORMER_SETTINGS, side },
    };
  },
};

function unknownWidth(width: number, file: string): UserError {
  const known = Object.keys(SIZES).join(', ');
  return new UserError(
    `"${file.slice(0, 80)}" looks like a vision transformer whose tokens are ${width} wide, and how many heads its attention has then, no file says. Use one of width ${known}: ViT-B/32 is 768 wide.`,
  );
}

function unknownPatch(patch: number, file: string): UserError {
  return new UserError(
    `"${file.slice(0, 80)}" looks like a vision transformer that cuts pictures into patches of ${patch} pixels; ${PATCHES.join(', ')} can be used here. Use one of those: ViT-B/32 has 32.`,
  );
}
