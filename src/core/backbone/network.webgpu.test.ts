import { beforeAll, describe, expect, test } from 'vitest';
import { gradientSelfTest, selfTestGradient } from '../engine/self-test';
import { SELF_TEST_ANSWER } from '../engine/self-test-answer';
import { expectPyTorch } from '../testing/backbone-answers';
import { useBackend } from '../testing/backends';
import { lite0Network } from '../testing/networks';
import { relativeError } from '../testing/relative-error';
import { seededNetwork } from '../testing/seeded-backbone';
import { startWebGPU } from '../testing/webgpu';
import * as tf from '../tf';
import { createBackbone } from './network';
import { halveGradients } from './plan/gradient-storage';

const missing = await startWebGPU();
if (missing) console.warn(missing);

describe.skipIf(missing)('EfficientNet-Lite0 on WebGPU', () => {
  beforeAll(() => useBackend('webgpu'));

  test('agrees with PyTorch, its filters in the halves that they were handed out in', async () => {
    await expectPyTorch('lite0-step', 8);
  }, 180_000);

  test('agrees with PyTorch in logits and loss, and closely in the gradient, where gradients are kept in halves', async () => {
    halveGradients(tf.backend());
    await expectPyTorch('lite0-step', 8, 2e-3);
    await expect(expectPyTorch('lite0-step', 8, 1e-5), 'they are kept in halves').rejects.toThrow(
      'input gradient',
    );
  }, 180_000);

  test('passes the self-test with them', async () => {
    halveGradients(tf.backend());
    expect(await gradientSelfTest()).toBeNull();
    const whole = relativeError(await selfTestGradient(), SELF_TEST_ANSWER);
    expect(whole, 'it is halves that were tested').toBeGreaterThan(1e-4);
  }, 180_000);

  test('is one of those that can: others say that they cannot', () => {
    halveGradients(tf.backend());
    expect(() => createBackbone(seededNetwork('resnet-18'))).toThrow('cannot be kept in half precision');
    createBackbone(lite0Network()).dispose();
  });
});
