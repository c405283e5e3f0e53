import { describe, expect, test } from 'vitest';
import { createRandom, type Random } from '../../lib/random';
import * as tf from '../tf';
import { portableBackends, useBackend } from '../testing/backends';
import { frozenConvolution } from './frozen-convolution';
import type { ConvolutionLayer } from './description/layers';

const shapes: Pick<ConvolutionLayer, 'kind' | 'kernel' | 'stride' | 'padding'>[] = [
  { kind: 'pointwise', kernel: 1, stride: 1 },
  { kind: 'convolution', kernel: 3, stride: 1 },
  { kind: 'convolution', kernel: 3, stride: 2 },
  { kind: 'convolution', kernel: 5, stride: 2 },
  { kind: 'depthwise', kernel: 3, stride: 1 },
  { kind: 'depthwise', kernel: 5, stride: 1 },
  { kind: 'depthwise', kernel: 3, stride: 2 },
  { kind: 'depthwise', kernel: 5, stride: 2 },
  { kind: 'pointwise', kernel: 1, stride: 2 },
  { kind: 'convolution', kernel: 7, stride: 2, padding: 'symmetric' },
  { kind: 'convolution', kernel: 3, stride: 2, padding: 'symmetric' },
  { kind: 'depthwise', kernel: 3, stride: 2, padding: 'symmetric' },
];

const numbers = (random: Random, length: number): Float32Array =>
  Float32Array.from({ length }, () => 2 * random.uniform() - 1);

function inner(a: tf.Tensor, b: tf.Tensor): number {
  const other = b.dataSync<'float32'>();
  return a.dataSync<'float32'>().reduce((total, value, index) => total + value * other[index]!, 0);
}

describe.each(portableBackends)('on %s', (backend) => {
  describe.each(shapes)('a $kind layer, $kernel×$kernel, stride $stride, padding $padding', (shape) => {
    // A linear map A and its transpose: ⟨A x, g⟩ = ⟨x, Aᵀ g⟩, on even and odd sides, which pad differently.
    test.each([1, 2, 7, 8, 12, 13])('goes back as the transpose of the way forth, side %i', async (side) => {
      await useBackend(backend);
      const random = createRandom(side, 'test');
      const inputs = 6;
      const outputs = shape.kind === 'depthwise' ? inputs : 5;
      const layer: ConvolutionLayer = { ...shape, name: 'layer', inputs, outputs, activation: 'linear' };
      const perOutput = shape.kernel ** 2 * (shape.kind === 'depthwise' ? 1 : inputs);
      const convolution = frozenConvolution(
        layer,
        numbers(random, outputs * perOutput),
        new Float32Array(outputs),
      );
      const x = tf.tensor4d(numbers(random, 2 * side * side * inputs), [2, side, side, inputs]);
      const y = convolution.forward(x, null);
      expect(y.shape).toEqual([2, Math.ceil(side / shape.stride), Math.ceil(side / shape.stride), outputs]);
      const gradient = tf.tensor4d(numbers(random, y.size), y.shape);
      const back = convolution.backward(gradient, { side, addend: null, gate: null });
      expect(back.shape).toEqual(x.shape);
      expect(inner(x, back)).toBeCloseTo(inner(y, gradient), 3);
      const input = x.dataSync();
      const sums = tf.add(y, y);
      const summed = convolution.forward(x, y);
      expect(summed.dataSync(), 'with a residual connection').toEqual(sums.dataSync());
      const copy = (): tf.Tensor4D => tf.add(x, 0);
      const [gated, both] = [null, copy()].map((addend) =>
        convolution.backward(gradient, { side, addend, gate: { activation: copy(), of: 'relu6' } }),
      );
      const behind = back.dataSync<'float32'>();
      const open = behind.map((value, index) => (input[index]! > 0 ? value : 0));
      expect(gated!.dataSync(), 'ahead of a relu6 that gave x').toEqual(open);
      const joined = behind.map((value, index) => (input[index]! > 0 ? value + input[index]! : 0));
      expect(both!.dataSync(), 'ahead of both').toEqual(joined);
      tf.dispose([x, y, sums, summed, gradient, back, gated!, both!]);
      convolution.dispose();
    });
  });
});
