import { describe, vi } from 'vitest';
import { variantContract } from './testing/variant-contract';
import { startWebGPU } from './testing/webgpu';

// a software adapter takes its time with the widest generator, more so on a busy machine
vi.setConfig({ testTimeout: 240_000 });

const missing = await startWebGPU();
if (missing) console.warn(missing);

describe.skipIf(missing)('on webgpu', () => {
  variantContract({ wide: false });
});
