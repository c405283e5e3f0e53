import { expect } from 'vitest';
import { recogniseBackbone } from '../../data/backbones/recognise';
import { readWeights } from '../../data/backbones/weights';
import type { StoredTensor } from '../../data/safetensors';
import type { NamedTensors } from '../backbone/description/layers';
import { createBackbone } from '../backbone/network';
import * as tf from '../tf';
import { taken } from './backbone-answers';
import { leakedTensors } from './backends';
import { readFixture } from './fixture';
import { hashedValues } from './hashed-values';
import type { TestNetwork } from './networks';
import { relativeError } from './relative-error';

/** What the fixture's network is made of (scripts/assets/transformer_fixture.py): the layers of ViT-B/32, two blocks. */
export const FIXTURE_SIZE = {
  width: 768,
  hidden: 3072,
  patch: 32,
  grid: 3,
  classes: 1000,
  depth: 2,
} as const;

type Size = Readonly<Record<keyof typeof FIXTURE_SIZE, number>>;

/** torchvision's tensors of such a network. */
export function transformerShapes(size: Size): Readonly<Record<string, readonly number[]>> {
  const { width, hidden, patch, grid, classes, depth } = size;
  const shapes: Record<string, number[]> = {
    class_token: [1, 1, width],
    'conv_proj.weight': [width, 3, patch, patch],
    'conv_proj.bias': [width],
    'encoder.pos_embedding': [1, 1 + grid ** 2, width],
    'encoder.ln.weight': [width],
    'encoder.ln.bias': [width],
    'heads.head.weight': [classes, width],
    'heads.head.bias': [classes],
  };
  for (let block = 0; block < depth; block++) {
    const name = `encoder.layers.encoder_layer_${block}`;
    Object.assign(shapes, {
      [`${name}.ln_1.weight`]: [width],
      [`${name}.ln_1.bias`]: [width],
      [`${name}.self_attention.in_proj_weight`]: [3 * width, width],
      [`${name}.self_attention.in_proj_bias`]: [3 * width],
      [`${name}.self_attention.out_proj.weight`]: [width, width],
      [`${name}.self_attention.out_proj.bias`]: [width],
      [`${name}.ln_2.weight`]: [width],
      [`${name}.ln_2.bias`]: [width],
      [`${name}.mlp.0.weight`]: [hidden, width],
      [`${name}.mlp.0.bias`]: [hidden],
      [`${name}.mlp.3.weight`]: [width, hidden],
      [`${name}.mlp.3.bias`]: [width],
    });
  }
  return shapes;
}

/** The weights that follow from their names. */
export function transformerTensors(size: Size): NamedTensors {
  return Object.fromEntries(
    Object.entries(transformerShapes(size)).map(([name, shape]) => [
      name,
      { shape, values: valuesOf(name, shape) },
    ]),
  );
}

/** Norms scale by 1 + v/2, biases are v/10, what is added to tokens v/2, the rest 2v/√fan-in, as in the script. */
function valuesOf(name: string, shape: readonly number[]): Float32Array {
  const count = shape.reduce((product, length) => product * length, 1);
  const values = hashedValues(name, count);
  const weight = name.endsWith('weight');
  if (shape.length === 1) return new Float32Array(values.map((v) => (weight ? 1 + v / 2 : v / 10)));
  const root = Math.sqrt(count / shape[0]!);
  return new Float32Array(values.map((v) => (weight ? (2 * v) / root : v / 2)));
}

/** The network that a file of these tensors holds. */
export function transformerNetwork(tensors: NamedTensors): TestNetwork {
  const stored = new Map(
    Object.entries(tensors).map(([name, { shape, values }]): [string, StoredTensor] => [
      name,
      { dtype: 'F32', shape, bytes: new Uint8Array(values.buffer as ArrayBuffer) },
    ]),
  );
  const recognised = recogniseBackbone(stored, 'vit.safetensors');
  return { description: recognised.description, tensors: readWeights(recognised, stored) };
}

const LABELS = Int32Array.of(2, 0);
const MAPPING = Int32Array.of(7, 901, 44, 500);

/**
 * Holds the transformer on the current backend against PyTorch, both ways; the same bits again, nothing left behind.
 * @param passes how often; once is enough where a pass takes a minute
 */
export async function expectTransformer({ chunk, passes }: { chunk: number; passes: number }): Promise<void> {
  const fixture = readFixture('vision-transformer');
  const { description, tensors } = transformerNetwork(transformerTensors(FIXTURE_SIZE));
  const answers: Awaited<ReturnType<typeof taken>>[] = [];
  const leaked = await leakedTensors(async () => {
    const backbone = createBackbone({ description, tensors, chunk });
    const [batch, side] = fixture.shape('gradient.prompted') as [number, number];
    const pictures = new Float32Array(hashedValues('pictures', batch * side * side * 3));
    const prompted = tf.tensor4d(pictures, [batch, side, side, 3]);
    for (let time = 0; time < passes; time++) {
      answers.push(await taken(await backbone.inputGradient(prompted, LABELS, MAPPING)));
    }
    if (passes > 1) {
      const logits = await backbone.logits(prompted);
      expect(await logits.data(), 'logits alone and logits with the gradient').toEqual(answers[0]!.logits);
      logits.dispose();
    }
    prompted.dispose();
    backbone.dispose();
    return [];
  });
  const [answer, ...again] = answers;
  for (const other of again) expect(other, 'the same bits again').toEqual(answer);
  expect(relativeError(answer!.logits, fixture.floats('logits')), 'logits').toBeLessThan(1e-4);
  expect(answer!.loss, 'loss').toBeCloseTo(fixture.floats('loss')[0]!, 4);
  const error = relativeError(answer!.gradient, fixture.floats('gradient.prompted'));
  expect(error, 'input gradient').toBeLessThan(1e-4);
  expect(leaked).toBe(0);
}
