import { patches } from '../core/ablation/method-limits';
import { defaultSwitches, type Switches } from '../core/ablation/registry';
import { usualTraining } from '../core/ablation/usual-training';
import type { TrainingConfig } from '../core/method-config';
import { isOwnId, type OwnId } from '../data/own/own-id';
import type { BackendRequest } from '../worker/protocol';

/** What the next run will be. A run that has begun keeps its own configuration. */
export interface Settings {
  readonly data: DataChoice;
  /** the frozen network: the one that comes with the page, or one's own by its id */
  readonly backbone: NetworkName;
  /** one variant of each block of the registry */
  readonly switches: Switches;
  /** side of the network's input in pixels */
  readonly side: number;
  /** side of one mask patch in pixels */
  readonly patch: number;
  readonly epochs: number;
  readonly batch: number;
  /** α₁ of δ and α₂ of φ */
  readonly patternLearningRate: number;
  readonly maskLearningRate: number;
  /** γ at each milestone, of δ and of φ; 1 = the rate never decays */
  readonly patternDecay: number;
  readonly maskDecay: number;
  readonly augmentation: TrainingConfig['augmentation'];
  readonly seed: number;
  /** only the first n pictures of each split; null = all */
  readonly trainLimit: number | null;
  readonly testLimit: number | null;
  readonly backend: BackendRequest;
  /** workers that share the network's passes on wasm; null = as many as fit */
  readonly workers: number | null;
}

export type { Switches };

export const embeddedNetwork = 'efficientnet-lite0';
export type NetworkName = typeof embeddedNetwork | OwnId;

/** A network that can be chosen here; null for any other name. */
export function networkName(name: string): NetworkName | null {
  return name === embeddedNetwork || isOwnId(name) ? name : null;
}

export const dataNames = ['fashion-mnist', 'fashion-colour', 'clip-art'] as const;
export type DataName = (typeof dataNames)[number];
export const backendChoices = [
  'auto',
  'webgpu',
  'webgl',
  'wasm',
  'cpu',
] as const satisfies readonly BackendRequest[];
/** what five layers can make */
export const patchChoices = patches.filter((patch) => patch < 32);

export const defaultSettings: Settings = {
  data: 'fashion-mnist',
  backbone: embeddedNetwork,
  switches: defaultSwitches,
  side: 96,
  patch: 8,
  ...usualTraining,
  seed: 0,
  trainLimit: null,
  testLimit: null,
  backend: 'auto',
  workers: null,
};

/** What the page must know of a dataset before it is loaded. */
export interface PictureFacts {
  readonly classes: number;
  readonly nativeSide: number;
}

/** Data of one's own. `facts` is null until this browser's library was asked: a link says the name alone. */
export interface OwnChoice {
  readonly own: OwnId;
  readonly facts: PictureFacts | null;
}

export type DataChoice = DataName | OwnChoice;

export const pictures: Readonly<Record<DataName, PictureFacts>> = {
  'fashion-mnist': { classes: 10, nativeSide: 28 },
  'fashion-colour': { classes: 10, nativeSide: 32 },
  'clip-art': { classes: 10, nativeSide: 128 },
};

/** Stands for data that is not known yet. A run on it is refused: see `isReady`. */
const unknownPictures: PictureFacts = { classes: 1, nativeSide: 128 };

/** How the data is called in links, capsules and commands to the worker. */
export function dataId(data: DataChoice): DataName | OwnId {
  return typeof data === 'string' ? data : data.own;
}

export function factsOf(data: DataChoice): PictureFacts {
  return typeof data === 'string' ? pictures[data] : (data.facts ?? unknownPictures);
}

/** Whether a run on this data can be described already. */
export function isReady(data: DataChoice): boolean {
  return typeof data === 'string' || data.facts !== null;
}
