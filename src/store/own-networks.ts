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
    const { side, patch, generator, patternLearningRate, maskLearningRate } = suggested;
    const switches = { ...settings.switches, generator };
    const batch = fitting ? Math.min(settings.batch, fitting.batch) : settings.batch;
    const own = { side, patch, switches, batch, patternLearningRate, maskLearningRate };
    return { backbone: id, ...own };
  }
  const { side } = settings;
  const fits = side >= sides.min && side <= sides.max && side % step === 0;
  return { backbone: id, ...(!fits && { side: fitting?.side ?? sides.min }) };
}

/** Back to the network that comes with the page. */
export function settingsWithout(): Partial<Settings> {
  return { backbone: defaultSettings.backbone };
}
