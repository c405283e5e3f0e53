import { describe, expect, test } from 'vitest';
import { leakedTensors, portableBackends, useBackend } from '../../testing/backends';
import { hashedValues } from '../../testing/hashed-values';
import { randomValues } from '../../testing/method';
import * as tf from '../../tf';
import { factsOf, tensorShapes } from '../description/layer-facts';
import type { TransformerLayer } from '../description/layers';
import { frozenLayer } from '../frozen-layers';

const CASES: readonly { layer: TransformerLayer; input: readonly number[] }[] = [
  { layer: { kind: 'patch-embedding', name: 'a', patch: 4, grid: 3, width: 7 }, input: [2, 12, 12, 3] },
  { layer: { kind: 'patch-embedding', name: 'a', patch: 4, grid: 3, width: 7 }, input: [2, 8, 8, 3] },
  { layer: { kind: 'layer-norm', name: 'a', width: 9, epsilon: 1e-6 }, input: [2, 5, 9] },
  { layer: { kind: 'layer-norm', name: 'a', width: 9, epsilon: 1e-6 }, input: [3, 9] },
  { layer: { kind: 'dense', name: 'a', inputs: 9, outputs: 5 }, input: [2, 5, 9] },
  { layer: { kind: 'dense', name: 'a', inputs: 8, outputs: 24 }, input: [3, 8] },
  { layer: { kind: 'attention', heads: 3 }, input: [2, 7, 3 * 3 * 4] },
  { layer: { kind: 'gelu' }, input: [2, 5, 9] },
  { layer: { kind: 'class-token' }, input: [2, 5, 9] },
];

const random = (shape: readonly number[], stream: string): tf.Tensor =>
  tf.tensor(randomValues(tf.util.sizeFromShape([...shape]), stream), [...shape]);

describe.each(portableBackends)('on %s', (backend) => {
  test.each(CASES)(
    '$layer.kind of $input goes back as it changes, and leaks nothing',
    async ({ layer, input }) => {
      await useBackend(backend);
      const shapes = tensorShapes({ name: '', body: [layer], features: 1, classifier: 'c', classes: 1 });
      const leaked = await leakedTensors(() => {
        const frozen = frozenLayer(layer, (name) =>
          Float32Array.from(hashedValues(name, tf.util.sizeFromShape(shapes[name]!))),
        );
        const [x, direction] = [random(input, 'x'), random(input, 'direction')];
        const pass = { addend: null, keep: true };
        const { output, kept = [] } = frozen.forward([x], pass);
        const gradient = random(output.shape, 'gradient');
        const inputs = [{ shape: x.shape, addend: null, gate: null }];
        const [back] = frozen.backward(gradient, { kept, inputs }) as [tf.Tensor];
        expect(back.shape).toEqual(x.shape);
        const facts = factsOf(layer);
        const shape = input.slice(1);
        expect(output.shape.slice(1)).toEqual(facts.output(layer, shape));
        const held = kept.reduce((sum, { size }) => sum + size, 0);
        expect(held / input[0]!, 'values kept of one picture').toBe(facts.kept(layer, shape));

        // 〈gradient, f(x + h·direction)〉 changes by 〈back, direction〉
        const step = 2e-2;
        const along = (sign: number): number => {
          const moved = tf.tidy(() => tf.add(x, tf.mul(direction, sign * step)));
          const { output: there, kept: rest = [] } = frozen.forward([moved], pass);
          const value = inner(there, gradient);
          tf.dispose([moved, there, ...rest]);
          return value;
        };
        const change = (along(1) - along(-1)) / (2 * step);
        const scale = Math.sqrt(inner(back, back) * inner(direction, direction));
        expect(Math.abs(inner(back, direction) - change) / scale).toBeLessThan(1e-3);
        tf.dispose([x, direction, output, gradient, back, ...kept]);
        frozen.dispose();
        return [];
      });
      expect(leaked).toBe(0);
    },
  );
});

function inner(a: tf.Tensor, b: tf.Tensor): number {
  const other = b.dataSync<'float32'>();
  return a.dataSync<'float32'>().reduce((sum, value, at) => sum + value * other[at]!, 0);
}
