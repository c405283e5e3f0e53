import { describe, expect, test } from 'vitest';
import { layerCosts } from '../../core/backbone/description/layer-facts';
import { transformerShapes } from '../../core/testing/transformer-fixture';
import { createRandom } from '../../lib/random';
import { UserError } from '../../lib/user-error';
import type { TensorEntry } from '../safetensors';
import { IMAGENET } from './architecture';
import { suggestRunSize } from './memory';
import { recogniseBackbone } from './recognise';

const B32 = { width: 768, hidden: 3072, patch: 32, grid: 12, classes: 1000, depth: 12 };

function entries(shapes: Readonly<Record<string, readonly number[]>>): Map<string, TensorEntry> {
  return new Map(Object.entries(shapes).map(([name, shape]) => [name, { dtype: 'F32', shape }]));
}

const torchvision = (size: typeof B32 = B32): Map<string, TensorEntry> => entries(transformerShapes(size));

/** timm's names for torchvision's. */
const IN_TIMM: readonly (readonly [RegExp, string])[] = [
  [/^class_token$/, 'cls_token'],
  [/^conv_proj/, 'patch_embed.proj'],
  [/^encoder\.pos_embedding$/, 'pos_embed'],
  [/^encoder\.ln/, 'norm'],
  [/^heads\.head/, 'head'],
  [/^encoder\.layers\.encoder_layer_(\d+)/, 'blocks.$1'],
  [/\.ln_(\d)/, '.norm$1'],
  [/self_attention\.in_proj_/, 'attn.qkv.'],
  [/self_attention\.out_proj/, 'attn.proj'],
  [/mlp\.0/, 'mlp.fc1'],
  [/mlp\.3/, 'mlp.fc2'],
];

function timm(size: typeof B32 = B32): Map<string, TensorEntry> {
  const renamed = (name: string): string =>
    IN_TIMM.reduce((result, [from, to]) => result.replace(from, to), name);
  return new Map(Array.from(torchvision(size), ([name, entry]) => [renamed(name), entry]));
}

describe('a vision transformer', () => {
  test('is recognised in the names of torchvision and of timm, as the same network', () => {
    const [a, b] = [torchvision(), timm()].map((file) => recogniseBackbone(file, 'vit.safetensors'));
    expect(a!.title).toBe('ViT-B/32');
    expect(a!.description.body.filter(({ kind }) => kind === 'attention')).toHaveLength(12);
    expect(a!.description.body).toContainEqual({ kind: 'attention', heads: 12 });
    expect(a!.sides).toMatchObject({ native: 384 });
    expect(b!.description).toEqual(a!.description);
  });

  test('is recognised in the names that torchvision had before 0.14', () => {
    const older = new Map(
      Array.from(torchvision(), ([name, entry]) => [
        name.replace('mlp.0', 'mlp.linear_1').replace('mlp.3', 'mlp.linear_2'),
        entry,
      ]),
    );
    expect(recogniseBackbone(older, 'vit.safetensors').parts).toContainEqual({
      tensor: 'blocks.3.mlp.fc2.bias',
      from: 'encoder.layers.encoder_layer_3.mlp.linear_2.bias',
    });
  });

  test('has the input unit that it was trained on, by whose names and which file it is', () => {
    const unit = (file: Map<string, TensorEntry>, name: string) =>
      recogniseBackbone(file, name).normalisation;
    expect(unit(torchvision(), 'vit_b_32.safetensors')).toEqual(IMAGENET);
    const halves = { scale: 1, shift: 0.5, divisor: 0.5 };
    expect(unit(timm(), 'timm/vit_base_patch32_384.augreg_in21k_ft_in1k')).toEqual(halves);
    expect(unit(timm(), 'timm/deit_base_patch16_224.fb_in1k')).toEqual(IMAGENET);
    // a hub's file is only called after what it is by its folder
    const inFolder = recogniseBackbone(timm(), 'model.safetensors', 'deit_base/model.safetensors');
    expect(inFolder.normalisation).toEqual(IMAGENET);
    // the same bytes, and another network: its hash has to tell
    expect(inFolder.variant).toBe('imagenet');
    expect(recogniseBackbone(timm(), 'vit_base').variant).toBeUndefined();
  });

  test('brings the paper’s settings along, at the side it was trained on', () => {
    const { suggested } = recogniseBackbone(torchvision({ ...B32, grid: 7 }), 'vit_b_32.safetensors');
    expect(suggested).toMatchObject({
      ...{ side: 224, generator: 'convnet-6-layer', patch: 8 },
      ...{ patternLearningRate: 0.01, patternDecay: 0.1, maskLearningRate: 0.001, maskDecay: 1 },
    });
  });

  test('of another size is read from its shapes', () => {
    const small = recogniseBackbone(timm({ ...B32, width: 384, hidden: 1536, patch: 16, grid: 14 }), 'small');
    expect(small.title).toBe('ViT-S/16');
    expect(small.description.body).toContainEqual({ kind: 'attention', heads: 6 });
    expect(small.sides.native).toBe(224);
  });

  test('keeps some 58 MB for the way back of one picture at 384', () => {
    const { description } = recogniseBackbone(torchvision(), 'vit');
    const kept = layerCosts(description, 384).reduce((sum, layer) => sum + 4 * layer.kept, 0);
    expect(Math.round(kept / 1e6)).toBe(58);
  });
});

test('a side is suggested that a run may have, and that its patches divide', () => {
  const large = recogniseBackbone(timm({ ...B32, patch: 14, grid: 37 }), 'vit_base_patch14_518');
  expect(large.sides.native).toBe(518);
  expect(large.suggested?.side).toBe(378);
});

test('sides are suggested that its patches divide', () => {
  const { description, sides } = recogniseBackbone(torchvision({ ...B32, patch: 14, grid: 16 }), 'vit');
  const suggested = [1.2, 1.5, 2, 4, 16].map((gigabytes) =>
    suggestRunSize(description, sides, { budget: gigabytes * 1e9, device: 'processor' }),
  );
  expect(suggested.at(-1)).toEqual({ side: 224, batch: 64 });
  for (const size of suggested) expect((size?.side ?? 0) % 14).toBe(0);
});

describe('what only looks like one is refused', () => {
  const refusal = (file: Map<string, TensorEntry>): string => {
    try {
      recogniseBackbone(file, 'some.safetensors');
    } catch (error) {
      if (error instanceof UserError) return error.message;
      throw error;
    }
    return 'taken';
  };
  const changed = (name: string, shape: readonly number[]): Map<string, TensorEntry> =>
    new Map([...timm(), [name, { dtype: 'F32', shape }]]);

  test.each([
    ['no class token', new Map(Array.from(timm()).filter(([name]) => name !== 'cls_token')), 'holds none of'],
    ['a norm ahead of its blocks (CLIP)', changed('norm_pre.weight', [768]), 'also holds "norm_pre.weight"'],
    ['a token for distillation', changed('dist_token', [1, 1, 768]), 'also holds "dist_token"'],
    ['a head for every token’s mean', changed('fc_norm.weight', [768]), 'also holds "fc_norm.weight"'],
    ['positions that are no square', changed('pos_embed', [1, 146, 768]), 'where [1, 145, 768]'],
    ['patches that are no squares', changed('patch_embed.proj.weight', [768, 3, 32, 16]), '[768, 3, 32, 32]'],
    [
      'one block missing',
      new Map(Array.from(timm()).filter(([n]) => !n.startsWith('blocks.5.'))),
      'also holds',
    ],
    ['heads of another width', timm({ ...B32, width: 1280 }), '1280 wide'],
    ['patches of four', timm({ ...B32, patch: 4 }), 'patches of 4 pixels'],
    ['no tensor beside the first', entries({ 'conv_proj.weight': [768, 3, 32, 32] }), 'holds none of'],
  ] as const)('%s', (_, file, sentence) => {
    expect(refusal(file)).toContain(sentence);
  });
});

test('whatever the shapes in a file’s header say, it is recognised or refused with a sentence', () => {
  const random = createRandom(7, 'headers');
  const sides = [0, 1, 2, 3, 8, 16, 32, 50, 145, 192, 768, 1000, 2304, 3072, 2 ** 31, 2 ** 53];
  const file = [...timm()];
  for (let round = 0; round < 1000; round++) {
    const spoilt = new Map(file);
    for (let change = random.integer(3); change >= 0; change--) {
      const [name, { shape }] = file[random.integer(file.length)]!;
      if (random.uniform() < 0.3) spoilt.delete(name);
      else {
        const other = shape.map((side) =>
          random.uniform() < 0.5 ? sides[random.integer(sides.length)]! : side,
        );
        spoilt.set(name, { dtype: 'F32', shape: random.uniform() < 0.2 ? other.slice(1) : other });
      }
    }
    try {
      recogniseBackbone(spoilt, 'spoilt.safetensors');
    } catch (error) {
      expect(error).toBeInstanceOf(UserError);
    }
  }
});
