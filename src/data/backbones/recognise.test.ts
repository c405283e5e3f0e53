import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { describedBackbone, seededTensors } from '../../core/testing/seeded-backbone';
import { torchvisionShapes, type SeededName } from '../../core/testing/seeded-values';
import { packHalf } from '../../lib/half-float';
import { sha256 } from '../../lib/sha256';
import { UserError } from '../../lib/user-error';
import { loadBackboneFile } from '../backbone-file';
import { parseSafetensors, serialiseSafetensors, type TensorEntry } from '../safetensors';
import { sourceClassNames } from './class-names';
import { readOwnBackbone } from './own-backbone';
import { recogniseBackbone } from './recognise';
import { readWeights } from './weights';

type Entries = Map<string, TensorEntry>;

function entriesOf(name: SeededName): Entries {
  return new Map(
    Object.entries(torchvisionShapes(name)).map(([tensor, shape]) => [tensor, { dtype: 'F32', shape }]),
  );
}

/** torchvision's MobileNetV2 in timm's names. */
function timmMobileNet(): Map<string, string> {
  const stages = [1, 2, 3, 4, 3, 3, 1];
  const names = new Map<string, string>();
  const pair = (from: string, norm: string, to: string, toNorm: string): void => {
    names.set(`${from}.weight`, `${to}.weight`);
    for (const end of ['weight', 'bias', 'running_mean', 'running_var'])
      names.set(`${norm}.${end}`, `${toNorm}.${end}`);
  };
  pair('features.0.0', 'features.0.1', 'conv_stem', 'bn1');
  pair('features.18.0', 'features.18.1', 'conv_head', 'bn2');
  let index = 1;
  stages.forEach((count, stage) => {
    for (let block = 0; block < count; block++, index++) {
      const to = `blocks.${stage}.${block}`;
      const from = `features.${index}.conv`;
      if (index === 1) {
        pair(`${from}.0.0`, `${from}.0.1`, `${to}.conv_dw`, `${to}.bn1`);
        pair(`${from}.1`, `${from}.2`, `${to}.conv_pw`, `${to}.bn2`);
      } else {
        pair(`${from}.0.0`, `${from}.0.1`, `${to}.conv_pw`, `${to}.bn1`);
        pair(`${from}.1.0`, `${from}.1.1`, `${to}.conv_dw`, `${to}.bn2`);
        pair(`${from}.2`, `${from}.3`, `${to}.conv_pwl`, `${to}.bn3`);
      }
    }
  });
  for (const end of ['weight', 'bias']) names.set(`classifier.1.${end}`, `classifier.${end}`);
  return names;
}

test.each([
  ['resnet-18', 'ResNet-18', 512],
  ['resnet-50', 'ResNet-50', 2048],
  ['mobilenet-v2', 'MobileNetV2', 1280],
] as const)('%s is told by its tensors', (name, title, features) => {
  const found = describedBackbone(name);
  expect(found).toMatchObject({ architecture: name, title, prefix: '' });
  expect(found.description).toMatchObject({ classes: 1000, features });
  expect(found.normalisation).toMatchObject({ scale: 1, shift: [0.485, 0.456, 0.406] });
});

test('a wrapper’s prefix and the counts of BatchNorm do not matter; another number of classes is read', () => {
  const entries = entriesOf('resnet-18');
  entries.set('bn1.num_batches_tracked', { dtype: 'I64', shape: [] });
  entries.set('fc.weight', { dtype: 'BF16', shape: [7, 512] });
  entries.set('fc.bias', { dtype: 'F16', shape: [7] });
  const wrapped = new Map(Array.from(entries, ([name, entry]) => [`module.model.${name}`, entry]));
  const found = recogniseBackbone(wrapped, 'own.safetensors');
  expect(found.prefix).toBe('module.model.');
  expect(found.description.classes).toBe(7);
});

describe('timm’s names', () => {
  test('MobileNetV2 gives the tensors that torchvision’s names give', () => {
    const theirs = seededTensors('mobilenet-v2');
    const names = timmMobileNet();
    expect(new Set(names.keys())).toEqual(new Set(theirs.keys()));
    const renamed = new Map(Array.from(theirs, ([name, tensor]) => [names.get(name)!, tensor]));
    const [one, other] = [theirs, renamed].map((tensors) => {
      const found = recogniseBackbone(tensors, 'mobilenetv2_100.safetensors');
      return { found, weights: readWeights(found, tensors) };
    });
    expect(other!.found.description).toEqual(one!.found.description);
    expect(other!.weights['blocks.3.depthwise.weight']).toEqual(one!.weights['blocks.3.depthwise.weight']);
    expect(Object.keys(other!.weights)).toEqual(Object.keys(one!.weights));
  });

  test('EfficientNet-Lite0 is told from MobileNetV2 by its blocks, and its two origins by the name', () => {
    const entries = timmLite0();
    const found = recogniseBackbone(entries, 'efficientnet_lite0.ra_in1k.safetensors');
    expect(found).toMatchObject({ architecture: 'efficientnet-lite0', normalisation: { scale: 1 } });
    expect(found.description.body[0]).toMatchObject({ padding: 'symmetric' });
    const ported = recogniseBackbone(entries, 'timm/tf_efficientnet_lite0.in1k');
    expect(ported.normalisation).toEqual({ scale: 1, shift: 0.5, divisor: 0.5 });
    expect(ported.description.body[0]).toMatchObject({ padding: 'same' });
    expect(ported.parts[0]).toMatchObject({ layer: 'stem', epsilon: 1e-3 });
  });
});

const MODELS = new URL('../../../public/models/', import.meta.url);
const inModels = (path: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(readFileSync(new URL(path, MODELS)));

/** Names and shapes of timm's EfficientNet-Lite0, by those of the embedded one. */
function timmLite0(): Entries {
  const { tensors } = parseSafetensors(inModels('efficientnet-lite0/model.safetensors'), 'The model');
  const entries: Entries = new Map();
  const stages = [1, 2, 2, 3, 3, 4, 1].flatMap((count, stage) =>
    Array.from({ length: count }, (_, block) => `blocks.${stage}.${block}`),
  );
  const put = (convolution: string, norm: string, shape: readonly number[]): void => {
    entries.set(`${convolution}.weight`, { dtype: 'F32', shape });
    for (const end of ['weight', 'bias', 'running_mean', 'running_var']) {
      entries.set(`${norm}.${end}`, { dtype: 'F32', shape: [shape[0]!] });
    }
  };
  for (const [name, { shape }] of tensors) {
    const layer = name.replace(/\.(weight|bias)$/, '');
    const [, index, part] = /^blocks\.(\d+)\.(\w+)$/.exec(layer) ?? [];
    if (layer === 'classifier') entries.set(name, { dtype: 'F32', shape });
    if (!name.endsWith('.weight') || layer === 'classifier') continue;
    if (layer === 'stem') put('conv_stem', 'bn1', shape);
    if (layer === 'head') put('conv_head', 'bn2', shape);
    if (!part) continue;
    const to = stages[Number(index)]!;
    const first = index === '0';
    if (part === 'expand') put(`${to}.conv_pw`, `${to}.bn1`, shape);
    if (part === 'depthwise') put(`${to}.conv_dw`, `${to}.bn${first ? 1 : 2}`, shape);
    if (part === 'project') put(`${to}.${first ? 'conv_pw' : 'conv_pwl'}`, `${to}.bn${first ? 2 : 3}`, shape);
  }
  return entries;
}

test('the program’s own file is recognised as what it is', async () => {
  const embedded = await loadBackboneFile(async (path) => inModels(path), 'efficientnet-lite0');
  const { classes: imageNet } = embedded;
  const dropped = readOwnBackbone(inModels('efficientnet-lite0/model.safetensors'), {
    name: 'folder/efficientnet-lite0.safetensors',
    imageNet,
  });
  const { tensors, ...about } = dropped;
  const { tensors: originals, ...rest } = embedded;
  expect(about).toEqual({ ...rest, title: 'EfficientNet-Lite0', licence: '', inputSides: expect.anything() });
  const hashes = (all: typeof tensors): string[] =>
    Object.entries(all)
      .map(([name, { values }]) => `${name} ${sha256([values])}`)
      .sort();
  expect(hashes(tensors)).toEqual(hashes(originals));
});

test.each(['F16', 'BF16'] as const)('weights stored as %s are read', (dtype) => {
  const stored = seededTensors('resnet-18');
  const values = new Float32Array(stored.get('fc.bias')!.bytes.buffer);
  const bits = new Uint32Array(values.buffer);
  const data = dtype === 'F16' ? packHalf(values) : Uint16Array.from(bits, (word) => word >>> 16);
  stored.set('fc.bias', { dtype, shape: [1000], bytes: new Uint8Array(data.buffer) });
  const read = readWeights(recogniseBackbone(stored, 'half'), stored)['classifier.bias']!.values;
  read.forEach((value, i) =>
    expect(Math.abs(value - values[i]!)).toBeLessThanOrEqual(2 ** -7 * Math.abs(values[i]!)),
  );
  expect(read[5]).not.toBe(0);
});

describe('a file that is none of them', () => {
  const refusal = (entries: Entries, name = 'own.safetensors'): string => {
    try {
      recogniseBackbone(entries, name);
    } catch (error) {
      expect(error).toBeInstanceOf(UserError);
      return (error as Error).message;
    }
    throw new Error('It was not refused.');
  };

  test('is refused with what it begins with, and what is known', () => {
    const entries: Entries = new Map([['lstm.weight_ih_l0', { dtype: 'F32', shape: [400, 30] }]]);
    expect(refusal(entries)).toBe(
      '"own.safetensors" holds none of the networks that can be used here: its first tensor is "lstm.weight_ih_l0" as F32 [400, 30]. Known are ResNet-18, -34, -50, -101 and -152; MobileNetV2; EfficientNet-Lite0; ViT-B/32 and vision transformers built alike, in the tensor names of torchvision or timm.',
    );
    expect(refusal(new Map())).toContain('it holds no tensor');
  });

  test.each(['resnetaa50.safetensors', 'seresnet/ResNetBlur50.safetensors'])(
    'is refused where only its name tells that it pools otherwise: %s',
    (name) => {
      expect(refusal(entriesOf('resnet-50'), name)).toContain('anti-aliased pooling');
    },
  );

  test('is refused with the first tensor that does not fit, and the one expected', () => {
    const entries = entriesOf('resnet-50');
    entries.set('layer1.0.conv2.weight', { dtype: 'F32', shape: [128, 4, 3, 3] });
    expect(refusal(entries)).toBe(
      '"own.safetensors" looks like ResNet-50, but it holds "layer1.0.conv2.weight" as F32 [128, 4, 3, 3], where [64, 64, 3, 3] in float32, float16 or bfloat16 is expected. Use a file of ResNet-50 as torchvision or timm saves it.',
    );
    entries.delete('layer1.0.conv2.weight');
    expect(refusal(entries)).toContain('it lacks "layer1.0.conv2.weight"');
  });

  test('is refused with a tensor that the network has no place for, or numbers of another kind', () => {
    const odd = entriesOf('resnet-18').set('layer1.0.se.fc1.weight', { dtype: 'F32', shape: [4, 64, 1, 1] });
    expect(refusal(odd)).toContain('it also holds "layer1.0.se.fc1.weight" as F32 [4, 64, 1, 1]');
    const integers = entriesOf('mobilenet-v2').set('classifier.1.bias', { dtype: 'I32', shape: [1000] });
    expect(refusal(integers)).toContain('"classifier.1.bias" as I32 [1000]');
    const alone = entriesOf('resnet-18');
    alone.set('fc.weight', { dtype: 'F32', shape: [1, 512] }).set('fc.bias', { dtype: 'F32', shape: [1] });
    expect(refusal(alone)).toContain('1 classes');
    const long = `layer1.0.conv1.weight.${'x'.repeat(500)}`;
    expect(refusal(entriesOf('resnet-18').set(long, { dtype: 'F32', shape: [1] })).length).toBeLessThan(400);
  });

  test('and so are numbers that are none', () => {
    const stored = seededTensors('mobilenet-v2');
    const variance = stored.get('features.0.1.running_var')!;
    new Float32Array(variance.bytes.buffer)[3] = -1;
    expect(() => readWeights(recogniseBackbone(stored, 'x'), stored)).toThrow('negative variance');
  });

  test('a damaged file is called by its name', () => {
    const file = serialiseSafetensors({ a: { dtype: 'F32', shape: [2], data: Float32Array.of(1, 2) } });
    const read = () => readOwnBackbone(file.slice(0, -1), { name: 'cut.safetensors', imageNet: [] });
    expect(read).toThrow('"cut.safetensors" is damaged');
  });
});

test('class names are ImageNet’s for a thousand, those given, or numbers', () => {
  const imageNet = Array.from({ length: 1000 }, (_, index) => `thing ${index}`);
  expect(sourceClassNames(1000, { imageNet })).toBe(imageNet);
  expect(sourceClassNames(3, { imageNet })).toEqual(['class 0', 'class 1', 'class 2']);
  expect(sourceClassNames(2, { imageNet, given: ['cat', 'dog'] })).toEqual(['cat', 'dog']);
  expect(() => sourceClassNames(3, { imageNet, given: ['cat', 'dog'] })).toThrow(
    '2 class names for a network of 3',
  );
});
