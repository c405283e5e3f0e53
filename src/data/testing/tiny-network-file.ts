/** The smallest file that is recognised as a network: a vision transformer of one block, in timm's names. */
import { createRandom } from '../../lib/random';
import { serialiseSafetensors, type WritableTensor } from '../safetensors';

const WIDTH = 192;
const HIDDEN = 4 * WIDTH;
const PATCH = 32;
export const TINY_CLASSES = 7;

const shapes: Readonly<Record<string, readonly number[]>> = {
  cls_token: [1, 1, WIDTH],
  pos_embed: [1, 2, WIDTH],
  'patch_embed.proj.weight': [WIDTH, 3, PATCH, PATCH],
  'patch_embed.proj.bias': [WIDTH],
  'blocks.0.norm1.weight': [WIDTH],
  'blocks.0.norm1.bias': [WIDTH],
  'blocks.0.attn.qkv.weight': [3 * WIDTH, WIDTH],
  'blocks.0.attn.qkv.bias': [3 * WIDTH],
  'blocks.0.attn.proj.weight': [WIDTH, WIDTH],
  'blocks.0.attn.proj.bias': [WIDTH],
  'blocks.0.norm2.weight': [WIDTH],
  'blocks.0.norm2.bias': [WIDTH],
  'blocks.0.mlp.fc1.weight': [HIDDEN, WIDTH],
  'blocks.0.mlp.fc1.bias': [HIDDEN],
  'blocks.0.mlp.fc2.weight': [WIDTH, HIDDEN],
  'blocks.0.mlp.fc2.bias': [WIDTH],
  'norm.weight': [WIDTH],
  'norm.bias': [WIDTH],
  'head.weight': [TINY_CLASSES, WIDTH],
  'head.bias': [TINY_CLASSES],
};

interface TinyOptions {
  /** of its weights */
  readonly seed?: number;
  readonly classes?: number;
}

export function tinyNetworkFile({
  seed = 0,
  classes = TINY_CLASSES,
}: TinyOptions = {}): Uint8Array<ArrayBuffer> {
  const random = createRandom(seed, 'tiny network');
  const tensors: Record<string, WritableTensor> = {};
  for (const [name, usual] of Object.entries(shapes)) {
    const shape = name.startsWith('head.') ? [classes, ...usual.slice(1)] : usual;
    const size = shape.reduce((product, side) => product * side, 1);
    const data = Float32Array.from({ length: size }, () => 0.1 * (random.uniform() - 0.5));
    tensors[name] = { dtype: 'F32', shape, data };
  }
  return serialiseSafetensors(tensors);
}
