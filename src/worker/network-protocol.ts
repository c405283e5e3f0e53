import type { Normalisation } from '../core/normalisation';
import type { InputSides } from '../data/backbones/architecture';
import type { Machine, MemoryEstimate, RunSize } from '../data/backbones/memory';
import type { SuggestedSettings } from '../data/backbones/suggested-settings';
import type { NetworkOrigin, StoredNetwork } from '../storage/network-schema';

/** What the page and its network worker say to each other. Every request is answered once, a long one also on its way. */

/** What the person says of a network, beyond its file. */
export interface SaidOfNetwork {
  /** null = the architecture's usual one */
  readonly normalisation: Normalisation | null;
  /** in logit order; null = ImageNet's, or numbers */
  readonly classNames: readonly string[] | null;
}

/** What a file holds, by its header alone; on the hub, with what its repository says of it. */
export interface FoundNetwork {
  /** of the file, or the repository */
  readonly name: string;
  readonly origin: NetworkOrigin;
  /** in words: "ResNet-18" */
  readonly title: string;
  readonly bytes: number;
  /** how many it tells apart */
  readonly classes: number;
  readonly sides: InputSides;
  /** the architecture's usual one */
  readonly normalisation: Normalisation;
  /** what stands beside the weights, where that is not what is usual */
  readonly read: SaidOfNetwork;
  readonly suggested: SuggestedSettings | null;
  /** of a run as the settings have it; null where its side is none for this network */
  readonly memory: MemoryEstimate | null;
  /** the largest that should fit, with its memory; null = none does */
  readonly fitting: (RunSize & { readonly memory: MemoryEstimate }) | null;
}

/** `machine`: what the run that should fit is worked out for. */
interface Given {
  readonly said: SaidOfNetwork;
  readonly machine: Machine;
}

/** A network as the page knows it. */
export type KeptNetwork = StoredNetwork;

export type NetworkRequest =
  /** what a file is, by its header: answered by `found` */
  | { readonly type: 'look'; readonly file: File; readonly run: RunSize; readonly machine: Machine }
  /** keep a file: answered by `kept` */
  | ({ readonly type: 'keep'; readonly file: File } & Given)
  /** a list of class names in a text or JSON file: answered by `names` */
  | { readonly type: 'names'; readonly file: File; readonly classes: number }
  /** the same of a network on the model hub, of which the header and config.json are fetched: answered by `found` */
  | { readonly type: 'ask'; readonly address: string; readonly run: RunSize; readonly machine: Machine }
  /** fetch from the model hub what stands at an address, and keep it: answered by `kept` */
  | ({ readonly type: 'fetch'; readonly address: string } & Given);

export type NetworkCommand =
  | (NetworkRequest & { readonly request: number })
  /** ends what is under way; nothing of it is kept */
  | { readonly type: 'cancel' };

export type NetworkAnswer =
  | ({ readonly type: 'found' } & FoundNetwork)
  | { readonly type: 'kept'; readonly network: StoredNetwork }
  | { readonly type: 'names'; readonly names: readonly string[] }
  | { readonly type: 'cancelled' }
  /** a sentence */
  | { readonly type: 'failed'; readonly message: string };

export type NetworkReply =
  | (NetworkAnswer & { readonly request: number })
  /** how far it is, in bytes */
  | {
      readonly type: 'progress';
      readonly request: number;
      readonly what: 'reading' | 'fetching' | 'keeping';
      readonly done: number;
      readonly total: number;
    };
