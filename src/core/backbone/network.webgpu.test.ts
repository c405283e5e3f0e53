import { beforeAll, describe, test } from 'vitest';
import { expectPyTorch } from '../testing/backbone-answers';
import { useBackend } from '../testing/backends';
import { startWebGPU } from '../testing/webgpu';

const missing = await startWebGPU();
if (missing) console.warn(missing);

describe.skipIf(missing)('EfficientNet-Lite0 on WebGPU', () => {
  beforeAll(() => useBackend('webgpu'));

  test('agrees with PyTorch, its filters in the halves that they were handed out in', async () => {
    await expectPyTorch('lite0-step', 8);
  }, 180_000);
});
