import { beforeAll, describe, test } from 'vitest';
import { useBackend } from '../testing/backends';
import { expectTorchvision } from '../testing/seeded-backbone';
import { startWebGPU } from '../testing/webgpu';

const missing = await startWebGPU();
if (missing) console.warn(missing);

describe.skipIf(missing)('on WebGPU', () => {
  beforeAll(() => useBackend('webgpu'));

  test.each(['resnet-18', 'mobilenet-v2', 'resnet-50'] as const)(
    'torchvision’s %s agrees with PyTorch forwards and backwards',
    expectTorchvision,
  );
});
