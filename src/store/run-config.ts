import type { RunConfig } from '../core/method-config';
import { blocks } from '../core/ablation/registry';
import { isOwnId } from '../data/own/own-id';
import {
  dataId,
  dataNames,
  factsOf,
  networkName,
  type DataChoice,
  type Settings,
  type Switches,
} from './settings';

/** The run that the settings ask for. */
export function runConfig(settings: Settings): RunConfig {
  const { switches, side, patch, data, epochs, batch, augmentation, seed, trainLimit, testLimit } = settings;
  return {
    method: {
      ...switches,
      ...factsOf(data),
      side,
      patch,
    },
    training: {
      epochs,
      batch,
      patternLearningRate: settings.patternLearningRate,
      maskLearningRate: settings.maskLearningRate,
      patternDecay: settings.patternDecay,
      maskDecay: settings.maskDecay,
      augmentation,
      seed,
      trainLimit,
      testLimit,
    },
    data: dataId(data),
    backbone: settings.backbone,
  };
}

/** The settings that a run came from, as far as this version knows its names. */
export function settingsOf(config: RunConfig, base: Settings): Settings {
  const { method, training } = config;
  return {
    ...base,
    data: dataOf(config) ?? base.data,
    switches: Object.fromEntries(blocks.map(({ id }) => [id, method[id]])) as unknown as Switches,
    backbone: networkName(config.backbone) ?? base.backbone,
    side: method.side,
    patch: method.patch,
    epochs: training.epochs,
    batch: training.batch,
    patternLearningRate: training.patternLearningRate,
    maskLearningRate: training.maskLearningRate,
    patternDecay: training.patternDecay,
    maskDecay: training.maskDecay,
    augmentation: training.augmentation,
    seed: training.seed,
    trainLimit: training.trainLimit,
    testLimit: training.testLimit,
  };
}

/** A run on data of one's own says all that the next one must know; null = data that this page cannot choose. */
function dataOf({ data, method: { classes, nativeSide } }: RunConfig): DataChoice | null {
  if (isOwnId(data)) return { own: data, facts: { classes, nativeSide } };
  return dataNames.find((name) => name === data) ?? null;
}

export function sameRun(one: RunConfig, other: RunConfig): boolean {
  return sameMethod(one, other) && trainingKey(one) === trainingKey(other);
}

function trainingKey({ training }: RunConfig): string {
  return JSON.stringify(sorted(training));
}

/** Key order must not matter: a stored configuration was written by another version. */
function sorted(record: object): [string, unknown][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Same method with the same network on the same pictures; how long and with which seed it was trained may differ. */
export function sameMethod(one: RunConfig, other: RunConfig): boolean {
  const key = ({ data, backbone, method }: RunConfig) => JSON.stringify([data, backbone, sorted(method)]);
  return key(one) === key(other);
}
