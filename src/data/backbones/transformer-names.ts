/** What timm and torchvision call the tensors of a vision transformer, from what we call them. */

export type TransformerNaming = 'timm' | 'torchvision';

/** Tensors that the files of each have. */
export const transformerMarks: Readonly<Record<TransformerNaming, string>> = {
  timm: 'patch_embed.proj.weight',
  torchvision: 'conv_proj.weight',
};

/** Ahead of `.weight` and `.bias`, but for the embedding's two. */
const NAMES: Readonly<Record<TransformerNaming, Readonly<Record<string, string>>>> = {
  timm: {
    embedding: 'patch_embed.proj',
    'embedding.class_token': 'cls_token',
    'embedding.positions': 'pos_embed',
  },
  torchvision: {
    embedding: 'conv_proj',
    'embedding.class_token': 'class_token',
    'embedding.positions': 'encoder.pos_embedding',
    norm: 'encoder.ln',
    head: 'heads.head',
  },
};

/** Within a block; timm's are ours. */
const TORCHVISION_BLOCK: Readonly<Record<string, string>> = {
  'norm1.weight': 'ln_1.weight',
  'norm1.bias': 'ln_1.bias',
  'attn.qkv.weight': 'self_attention.in_proj_weight',
  'attn.qkv.bias': 'self_attention.in_proj_bias',
  'attn.proj.weight': 'self_attention.out_proj.weight',
  'attn.proj.bias': 'self_attention.out_proj.bias',
  'norm2.weight': 'ln_2.weight',
  'norm2.bias': 'ln_2.bias',
  'mlp.fc1.weight': 'mlp.0.weight',
  'mlp.fc1.bias': 'mlp.0.bias',
  'mlp.fc2.weight': 'mlp.3.weight',
  'mlp.fc2.bias': 'mlp.3.bias',
};

/** What torchvision called them before it had a name for each place: files of that time are still about. */
const OLDER: Readonly<Record<string, string>> = { 'mlp.0': 'mlp.linear_1', 'mlp.3': 'mlp.linear_2' };

/**
 * @param ours `embedding.weight`, `blocks.3.mlp.fc1.bias`, …
 * @param has whether the file has a tensor: old files have other names for some
 * @returns the file's
 */
export function transformerName(
  naming: TransformerNaming,
  ours: string,
  has: (name: string) => boolean,
): string {
  const [, number, rest] = /^blocks\.(\d+)\.(.+)$/.exec(ours) ?? [];
  if (rest !== undefined) {
    if (naming === 'timm') return ours;
    const name = `encoder.layers.encoder_layer_${number}.${TORCHVISION_BLOCK[rest]}`;
    const older = name.replace(/mlp\.[03](?=\.)/, (layer) => OLDER[layer]!);
    return has(older) ? older : name;
  }
  const names = NAMES[naming];
  const whole = names[ours];
  if (whole !== undefined) return whole;
  const [layer, end] = [ours.slice(0, ours.lastIndexOf('.')), ours.slice(ours.lastIndexOf('.'))];
  return (names[layer] ?? layer) + end;
}
