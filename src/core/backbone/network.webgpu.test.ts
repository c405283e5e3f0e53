import { beforeAll, describe, expect, test } from 'vitest';
import { expectPyTorch } from '../testing/backbone-answers';
import { useBackend } from '../testing/backends';
import { lite0Network } from '../testing/networks';
import { startWebGPU } from '../testing/webgpu';
import * as tf from '../tf';
import { createBackbone } from './network';
import { halveGradients } from './plan/gradient-storage';
import { seededNetwork } from '../testing/seeded-backbone';

const missing = await startWebGPU();
if (missing) console.warn(missing);

describe.skipIf(missing)('EfficientNet-Lite0 on WebGPU', () => {
  beforeAll(() => useBackend('webgpu'));

  test('agrees with PyTorch, its filters in the halves that they were handed out in', async () => {
    await expectPyTorch('lite0-step', 8);
  }, 60_000);

  test('agrees with PyTorch in logits and loss, and closely in the gradient, where gradients are kept in halves', async () => {
    halveGradients(tf.backend());
    await expectPyTorch('lite0-step', 8, 2e-3);
    await expect(expectPyTorch('lite0-step', 8, 1e-5), 'they are kept in halves').rejects.toThrow(
      'input gradient',
    );
  }, 60_000);

  test('is one of those that can: others say that they cannot', () => {
    halveGradients(tf.backend());
    expect(() => createBackbone(seededNetwork('resnet-18'))).toThrow('cannot be kept in half precision');
    createBackbone(lite0Network()).dispose();
  });
});
