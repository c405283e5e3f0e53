import { beforeAll, describe } from 'vitest';
import { portableBackends, useBackend } from './testing/backends';
import { labelContract, pairContract, variantContract } from './testing/variant-contract';

describe.each(portableBackends)('on %s', (backend) => {
  beforeAll(() => useBackend(backend));
  variantContract();
});

describe('on wasm, which is enough for what no backend can change', () => {
  beforeAll(() => useBackend('wasm'));
  labelContract();
  pairContract();
});
