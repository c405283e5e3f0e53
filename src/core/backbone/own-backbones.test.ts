import { expect, test } from 'vitest';
import { useBackend } from '../testing/backends';
import { describedBackbone, expectTorchvision } from '../testing/seeded-backbone';
import { multiplyAdds } from './description/layer-facts';

test.each(['resnet-18', 'resnet-50', 'mobilenet-v2'] as const)(
  'torchvision’s %s, recognised from its tensors, agrees with PyTorch forwards and backwards',
  async (name) => {
    await useBackend('wasm');
    await expectTorchvision(name);
  },
  30_000,
);

test('their multiply-adds at side 224 are the published ones', () => {
  const millions = (name: 'resnet-18' | 'mobilenet-v2'): number =>
    multiplyAdds(describedBackbone(name).description, 224) / 1e6;
  expect(Math.round(millions('resnet-18'))).toBe(1814);
  expect(Math.round(millions('mobilenet-v2'))).toBe(301);
});
