import { defaultSwitches } from '../../core/ablation/registry';
import type { MethodConfig, RunConfig, TrainingConfig } from '../../core/method-config';
import type { Backbone } from '../../core/backbone/backbone';
import { createBackbone } from '../../core/backbone/network';
import { randomWeights, TOY_NETWORK } from '../../core/backbone/toy';
import type { Normalisation } from '../../core/normalisation';
import { createMethod } from '../../core/smm';
import type { Dataset } from '../../data/dataset';
import type { Provenance } from '../../data/run-record';
import { createRandom } from '../../lib/random';
import { RunControl } from '../control';
import type { TrainingEvent } from '../events';
import { Run } from '../run';
import { SampleViewer } from '../sample-viewer';
import { SamplesInView } from '../samples-in-view';
import { trainRun, type TrainingDependencies } from '../trainer';
import { taskFacts, type TaskFacts } from '../task-facts';

/** A run on the toy backbone: seconds on any backend. */

export const normalisation: Normalisation = { scale: 255, shift: 127, divisor: 128 };
export const provenance: Provenance = { dataHash: 'toy', backboneHash: 'toy', device: 'test', versions: {} };

export function toyConfig(
  method: Partial<MethodConfig> = {},
  training: Partial<TrainingConfig> = {},
): RunConfig {
  return {
    method: {
      ...defaultSwitches,
      generator: 'convnet-small',
      side: 32,
      nativeSide: 8,
      classes: 2,
      patch: 8,
      ...method,
    },
    training: {
      epochs: 2,
      batch: 8,
      patternLearningRate: 0.03,
      maskLearningRate: 0.03,
      patternDecay: 0.1,
      maskDecay: 0.1,
      augmentation: 'none',
      seed: 0,
      trainLimit: null,
      testLimit: null,
      ...training,
    },
    data: 'toy',
    backbone: 'toy',
  };
}

/** Weights on which both classes have a source class of their own and there is something left to learn. */
export function toyBackbone(): Backbone {
  const { uniform } = createRandom(5, 'toy weights');
  return createBackbone({ description: TOY_NETWORK, tensors: randomWeights(TOY_NETWORK, uniform) });
}

export function beginRun(config: RunConfig, dataset: Dataset): Run {
  const method = createMethod(config.method, normalisation);
  return new Run({ id: 'toy', config, method, classes: dataset.classes, provenance });
}

/** Of a dataset and a backbone; fresh ones, so that nothing is known yet. */
export function toyFacts(dataset: Dataset, backbone: Backbone): TaskFacts {
  const train = () => Promise.resolve(dataset.train);
  return taskFacts({ train, backbone, normalisation, breathe: () => Promise.resolve() });
}

/** Everything `trainRun` needs; the clock counts its own calls. */
export function toyDependencies(
  run: Run,
  dataset: Dataset,
  backbone: Backbone,
  facts = toyFacts(dataset, backbone),
): TrainingDependencies {
  const view = new SamplesInView(dataset);
  view.choose(['test/0', 'test/1', 'test/2']);
  let now = 0;
  return {
    backbone,
    normalisation,
    dataset,
    control: new RunControl(),
    viewer: new SampleViewer({ run, view, backbone, normalisation, facts }),
    facts,
    clock: () => (now += 1),
    breathe: () => Promise.resolve(),
    backend: 'test',
  };
}

export type EventOf<Type extends TrainingEvent['type']> = Extract<TrainingEvent, { type: Type }>;

/** All events of a run, to its end. */
export async function eventsOf(run: Run, dependencies: TrainingDependencies): Promise<TrainingEvent[]> {
  const events: TrainingEvent[] = [];
  for await (const event of trainRun(run, dependencies)) events.push(event);
  return events;
}

export function only<Type extends TrainingEvent['type']>(
  events: readonly TrainingEvent[],
  type: Type,
): EventOf<Type>[] {
  return events.filter((event): event is EventOf<Type> => event.type === type);
}
