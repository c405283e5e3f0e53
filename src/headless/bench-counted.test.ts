import { expect, test } from 'vitest';
import { lite0Network, toyNetwork } from '../core/testing/networks';
import { countStep } from './bench-counted';

// Exact on every machine. A change of these figures is a change of the work per step: make it on purpose.
test('a step of the default task asks of a GPU exactly this', async () => {
  const counted = await countStep(lite0Network(), { side: 96, batch: 64 });
  expect(counted.dispatches).toBeLessThanOrEqual(160);
  expect(counted).toMatchObject({ leakedTensors: 0 });
  const { executed, needed } = counted.multiplyAdds;
  expect(executed / needed).toBeCloseTo(1, 1);
  // labels, mapping and learning rates; no picture, weight or mask crosses over
  expect(counted.uploadedBytes).toBeLessThanOrEqual(4 * 64 + 1024);
  expect(counted.boundBytes / 64 / 1e6).toBeLessThan(30);
});

test('twice the pictures are twice the multiply-adds', async () => {
  const one = await countStep(toyNetwork(), { side: 32, batch: 4 });
  const two = await countStep(toyNetwork(), { side: 32, batch: 8 });
  expect(two.multiplyAdds).toEqual({
    executed: 2 * one.multiplyAdds.executed,
    needed: 2 * one.multiplyAdds.needed,
  });
});
