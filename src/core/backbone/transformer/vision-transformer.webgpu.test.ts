import { test } from 'vitest';
import { expectTransformer } from '../../testing/transformer-fixture';
import { startWebGPU } from '../../testing/webgpu';

const missing = await startWebGPU();
if (missing) console.warn(missing);

test.skipIf(missing)(
  'a vision transformer agrees with PyTorch on webgpu, forwards and backwards',
  // a software adapter takes its time
  { timeout: 120_000 },
  () => expectTransformer({ chunk: 2, passes: 1 }),
);
