import { isOwnId } from '../data/own/own-id';
import type { SuggestedSettings } from '../data/backbones/suggested-settings';
import type { FoundNetwork, KeptNetwork, SaidOfNetwork } from '../worker/network-protocol';
import { defaultSettings, type Settings } from './settings';

/** Networks of one's own: what is kept in this browser, and what is being brought in. Weights stay in the workers. */
export interface OwnNetworks {
  /** `unavailable`: this browser keeps nothing */
  readonly state: 'unasked' | 'ready' | 'unavailable';
  /** the one kept last first */
  readonly networks: readonly KeptNetwork[];
  readonly incoming: IncomingNetwork;
  /** why the last thing that was asked of a kept one could not be done */
  readonly refused: string | null;
}

/** Whether a run's network is one of one's own, kept here or not. */
export function isOwnNetwork(backbone: string): boolean {
  return isOwnId(backbone);
}

/** Its weights are here; of another one only what it was is known. */
export function isHere({ parts }: Pick<KeptNetwork, 'parts'>): boolean {
  return parts > 0;
}

export type IncomingNetwork =
  | { readonly stage: 'none' }
  | { readonly stage: 'looking'; readonly name: string }
  /** `problem`: why the class names that were given do not fit */
  | {
      readonly stage: 'found';
      readonly found: FoundNetwork;
      readonly said: SaidOfNetwork;
      readonly problem: string | null;
    }
  /** `total` is 0 until it is known */
  | {
      readonly stage: 'arriving';
      readonly name: string;
      readonly what: 'asking' | 'reading' | 'fetching' | 'keeping';
      readonly done: number;
      readonly total: number;
    }
  /** `message` is null where the person ended it */
  | { readonly stage: 'ended'; readonly name: string; readonly message: string | null };

export const initialOwnNetworks: OwnNetworks = {
  state: 'unasked',
  networks: [],
  incoming: { stage: 'none' },
  refused: null,
};

/**
 * What the settings become with a network: its architecture's own where it has some, and else a side and a batch that
 * it can take, where those of the settings are none.
 */
export function settingsWith(
  { id, sides, step, suggested, fitting }: KeptNetwork,
  settings: Settings,
): Partial<Settings> {
  if (suggested) {
    const switches = { ...settings.switches, generator: suggested.generator };
    const batch = fitting ? Math.min(settings.batch, fitting.batch) : settings.batch;
    return { backbone: id, ...numbersOf(suggested), switches, batch };
  }
  const { side } = settings;
  const fits = side >= sides.min && side <= sides.max && side % step === 0;
  return { backbone: id, ...(!fits && { side: fitting?.side ?? sides.min }) };
}

/** Back to the network that comes with the page; what the other one had brought along goes with it, unless it was changed. */
export function settingsWithout(
  network: Pick<KeptNetwork, 'suggested'> | undefined,
  settings: Settings,
): Partial<Settings> {
  const { backbone } = defaultSettings;
  if (!network?.suggested) return { backbone };
  const { generator } = network.suggested;
  const own = numbersOf(network.suggested);
  const brought = (Object.keys(own) as (keyof typeof own)[]).filter((name) => settings[name] === own[name]);
  const { switches } = settings;
  return {
    backbone,
    ...Object.fromEntries(brought.map((name) => [name, defaultSettings[name]])),
    ...(switches.generator === generator && {
      switches: { ...switches, generator: defaultSettings.switches.generator },
    }),
  };
}

function numbersOf(suggested: SuggestedSettings) {
  const { side, patch, patternLearningRate, maskLearningRate, patternDecay, maskDecay } = suggested;
  return { side, patch, patternLearningRate, maskLearningRate, patternDecay, maskDecay };
}
