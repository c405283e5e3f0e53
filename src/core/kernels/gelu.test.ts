import { describe, expect, test } from 'vitest';
import { leakedTensors, portableBackends, useBackend } from '../testing/backends';
import * as tf from '../tf';
import { gelu, geluBack } from './gelu';

/** x, gelu(x) and its slope by PyTorch in float64. */
const PYTORCH = [
  [-30, 0, 0],
  [-10, 0, -7.69459863e-22],
  [-6, -5.91952587e-9, -3.54687095e-8],
  [-5, -1.43325786e-6, -7.146946e-6],
  [-4, -0.000126684967, -0.000503649661],
  [-3, -0.00404969409, -0.0119456472],
  [-2.5, -0.0155241633, -0.0376110859],
  [-2, -0.0455002639, -0.0852318011],
  [-1.5, -0.100210802, -0.127469192],
  [-1, -0.158655254, -0.0833154706],
  [-0.7517916, -0.169971207, -3.09463563e-8],
  [-0.5, -0.154268769, 0.132504875],
  [-0.25, -0.100323419, 0.304626645],
  [-0.1, -0.0460172169, 0.420476907],
  [-0.001, -0.000499601081, 0.499202116],
  [0, 0, 0.5],
  [0.001, 0.000500398966, 0.500797884],
  [0.1, 0.0539827846, 0.579523093],
  [0.25, 0.149676581, 0.695373355],
  [0.5, 0.345731231, 0.867495125],
  [1, 0.841344746, 1.08331547],
  [1.5, 1.3997892, 1.12746919],
  [2, 1.95449974, 1.0852318],
  [2.5, 2.48447584, 1.03761109],
  [3, 2.99595031, 1.01194565],
  [4, 3.99987332, 1.00050365],
  [5, 4.99999857, 1.00000715],
  [6, 5.99999999, 1.00000004],
  [10, 10, 1],
  [30, 30, 1],
] as const;

/** erf is good to 1.5e-7, half of which reaches Φ; the rest is float32. */
const TOLERANCE = 3e-7;

describe.each(portableBackends)('GELU on %s', (backend) => {
  test('is PyTorch’s, forwards and backwards, whole vectors and what is left over', async () => {
    await useBackend(backend);
    const leaked = await leakedTensors(() => {
      const x = tf.tensor1d(PYTORCH.map(([at]) => at));
      const gradient = tf.fill([PYTORCH.length], -2) as tf.Tensor1D;
      const [y, slope] = [gelu(x), geluBack(x, gradient)];
      const [values, slopes] = [y.dataSync(), slope.dataSync()];
      PYTORCH.forEach(([at, value, derivative], index) => {
        const most = TOLERANCE * Math.max(1, Math.abs(at));
        expect(Math.abs(values[index]! - value), `gelu(${at})`).toBeLessThan(most);
        expect(Math.abs(slopes[index]! / -2 - derivative), `its slope at ${at}`).toBeLessThan(most);
      });
      return [x, gradient, y, slope];
    });
    expect(leaked).toBe(0);
  });
});
