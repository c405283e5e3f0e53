import { expect, test } from 'vitest';
import { lite0Network } from '../../testing/networks';
import { TOY_NETWORK } from '../toy';
import type { Layer, NetworkDescription } from '../description/layers';
import { isPlannable } from './plannable';

/** The toy network with one of its layers changed. */
function changed(index: number, change: Partial<Record<string, unknown>>): NetworkDescription {
  const body = TOY_NETWORK.body.map((layer, place) =>
    place === index ? ({ ...layer, ...change } as Layer) : layer,
  );
  return { ...TOY_NETWORK, body };
}

const indexOf = (kind: Layer['kind'], name = ''): number =>
  TOY_NETWORK.body.findIndex(
    (layer) => layer.kind === kind && ('name' in layer ? layer.name : '').includes(name),
  );

test('EfficientNet-Lite and what is built like it has a plan', () => {
  expect(isPlannable(lite0Network().description)).toBe(true);
  expect(isPlannable(TOY_NETWORK)).toBe(true);
});

test.each([
  ['a dense convolution behind the first', changed(indexOf('depthwise'), { kind: 'convolution' })],
  ['a stem without a stride', changed(indexOf('convolution'), { stride: 1 })],
  ['channels that four does not divide', changed(indexOf('pointwise', 'expand'), { outputs: 18 })],
  ['an activation behind a sum', changed(indexOf('residual'), { activation: 'relu' })],
  ['a product with an activation ahead of a sum', changed(indexOf('residual') - 1, { activation: 'relu' })],
  ['a stride in a 1×1 convolution', changed(indexOf('pointwise', 'expand'), { stride: 2 })],
  ['a pooling layer', changed(indexOf('depthwise', 'blocks.1'), { kind: 'max-pool' })],
])('%s leaves a network to the portable layers', (_, description) => {
  expect(isPlannable(description)).toBe(false);
});
