import { readFileSync } from 'node:fs';
import { floatsOf, parseSafetensors } from '../../data/safetensors';
import { efficientNetLite, type EfficientNetDescription } from '../backbone/description/efficientnet-lite';
import { tensorShapes } from '../backbone/description/layer-facts';
import type { NamedTensors, NetworkDescription } from '../backbone/description/layers';
import { TOY_NETWORK } from '../backbone/toy';
import { readFixture } from './fixture';

export interface TestNetwork {
  readonly description: NetworkDescription;
  readonly tensors: NamedTensors;
}

/** The toy network with the weights that its fixture was computed with. */
export function toyNetwork(): TestNetwork {
  const fixture = readFixture('toy-step');
  const tensors = Object.fromEntries(
    Object.keys(tensorShapes(TOY_NETWORK)).map((name) => [
      name,
      { shape: fixture.shape(name), values: fixture.floats(name) },
    ]),
  );
  return { description: TOY_NETWORK, tensors };
}

/** The committed EfficientNet-Lite0. */
export function lite0Network(): TestNetwork {
  const file = (name: string): Buffer =>
    readFileSync(new URL(`../../../public/models/efficientnet-lite0/${name}`, import.meta.url));
  const description = JSON.parse(file('model.json').toString()) as EfficientNetDescription;
  const { tensors } = parseSafetensors(Uint8Array.from(file('model.safetensors')), 'The model');
  return {
    description: efficientNetLite(description),
    tensors: Object.fromEntries(
      Array.from(tensors, ([name, tensor]) => [name, { shape: tensor.shape, values: floatsOf(tensor) }]),
    ),
  };
}
