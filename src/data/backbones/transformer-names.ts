/** What timm and torchvision call the tensors of a vision transformer. */

export type TransformerNaming = 'timm' | 'torchvision';

interface Names {
  /** a tensor that no other architecture has */
  readonly mark: string;
  /** ours on the left; `{n}` is the number of a block */
  readonly tensors: Readonly<Record<string, readonly string[]>>;
}

const both = (ours: string, ...theirs: string[]): Record<string, string[]> => ({
  [`${ours}.weight`]: theirs.map((name) => `${name}.weight`),
  [`${ours}.bias`]: theirs.map((name) => `${name}.bias`),
});

const TIMM: Names = {
  mark: 'patch_embed.proj.weight',
  tensors: {
    ...both('embedding', 'patch_embed.proj'),
    'embedding.class_token': ['cls_token'],
    'embedding.positions': ['pos_embed'],
    ...both('blocks.{n}.norm1', 'blocks.{n}.norm1'),
    ...both('blocks.{n}.attn.qkv', 'blocks.{n}.attn.qkv'),
    ...both('blocks.{n}.attn.proj', 'blocks.{n}.attn.proj'),
    ...both('blocks.{n}.norm2', 'blocks.{n}.norm2'),
    ...both('blocks.{n}.mlp.fc1', 'blocks.{n}.mlp.fc1'),
    ...both('blocks.{n}.mlp.fc2', 'blocks.{n}.mlp.fc2'),
    ...both('norm', 'norm'),
    ...both('head', 'head'),
  },
};

const LAYER = 'encoder.layers.encoder_layer_{n}';

const TORCHVISION: Names = {
  mark: 'conv_proj.weight',
  tensors: {
    ...both('embedding', 'conv_proj'),
    'embedding.class_token': ['class_token'],
    'embedding.positions': ['encoder.pos_embedding'],
    ...both('blocks.{n}.norm1', `${LAYER}.ln_1`),
    'blocks.{n}.attn.qkv.weight': [`${LAYER}.self_attention.in_proj_weight`],
    'blocks.{n}.attn.qkv.bias': [`${LAYER}.self_attention.in_proj_bias`],
    ...both('blocks.{n}.attn.proj', `${LAYER}.self_attention.out_proj`),
    ...both('blocks.{n}.norm2', `${LAYER}.ln_2`),
    // the second name of each is that of files from before torchvision 0.14
    ...both('blocks.{n}.mlp.fc1', `${LAYER}.mlp.0`, `${LAYER}.mlp.linear_1`),
    ...both('blocks.{n}.mlp.fc2', `${LAYER}.mlp.3`, `${LAYER}.mlp.linear_2`),
    ...both('norm', 'encoder.ln'),
    ...both('head', 'heads.head'),
  },
};

const NAMINGS: Readonly<Record<TransformerNaming, Names>> = { timm: TIMM, torchvision: TORCHVISION };

/** Whose names these are, or null where they are no vision transformer's. */
export function transformerNaming(names: ReadonlySet<string>): TransformerNaming | null {
  const found = Object.entries(NAMINGS).find(([, { mark }]) => names.has(mark));
  return found ? (found[0] as TransformerNaming) : null;
}

/** Our name of a tensor, or null where the architecture has none such. */
export function ourTransformerName(naming: TransformerNaming, name: string): string | null {
  const number = /(?<=^blocks\.|encoder_layer_)\d{1,3}(?=\.)/.exec(name)?.[0] ?? '';
  const general = number ? name.replace(/(?<=^blocks\.|encoder_layer_)\d{1,3}(?=\.)/, '{n}') : name;
  const ours = Object.entries(NAMINGS[naming].tensors).find(([, theirs]) => theirs.includes(general));
  return ours ? ours[0].replace('{n}', number) : null;
}
