import type { Backbone } from '../../core/backbone/backbone';
import type { MethodConfig } from '../../core/method-config';
import { initialState } from '../../core/method-state';
import { createMethod } from '../../core/smm';
import type { Dataset } from '../../data/dataset';
import { createRandom } from '../../lib/random';
import type { Task } from '../begin-run';
import type { Asking, Model } from '../inspect/model';
import type { Sample } from '../samples-in-view';
import { normalisation, toyConfig, toyFacts } from './toy-run';

/** A model with something in every parameter, as if it had been trained. */
export function toyModel(change: Partial<MethodConfig> = {}): Model {
  const config = toyConfig(change);
  const method = createMethod(config.method, normalisation);
  const state = initialState(method, 1);
  const { uniform } = createRandom(2, 'as if trained');
  for (const { name } of method.parameters) {
    const least = name.endsWith('running_var') ? 0.5 : -0.5;
    state[name] = state[name]!.map((value) => value + (least < 0 ? 0.3 : 1) * (uniform() + least));
  }
  method.dispose();
  return {
    config,
    state,
    mapping: Int32Array.of(4, 7),
    unpromptedMapping: Int32Array.of(2, 3),
    step: 0,
    epochs: 0,
    moments: null,
  };
}

export function toyTask(dataset: Dataset, backbone: Backbone): Task {
  const facts = toyFacts(dataset, backbone);
  return { dataset, backbone, normalisation, backboneHash: 'toy', device: 'test', versions: {}, facts };
}

export function toySample({ test }: Dataset, index = 0): Sample {
  return { id: `test/${index}`, label: test.labels[index]!, raster: test.raster(index) };
}

/** Wants every answer. */
export const asking: Asking = {
  progress: () => undefined,
  wanted: () => true,
  breathe: () => Promise.resolve(),
};
