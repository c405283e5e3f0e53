import { describe } from 'vitest';
import { variantContract } from './testing/variant-contract';
import { startWebGPU } from './testing/webgpu';

const missing = await startWebGPU();
if (missing) console.warn(missing);

describe.skipIf(missing)('on webgpu', () => {
  variantContract();
});
