/**
 * What lies in the stores of networks of one's own. A network is a record and the bytes of its file, in parts; the record
 * is written last, so that no network is seen before all of it is there.
 */
import type { RunSize } from '../data/backbones/memory';
import type { SuggestedSettings } from '../data/backbones/suggested-settings';
import type { OwnId } from '../data/own/own-id';
import type { Normalisation } from '../lib/normalisation';
import type { Bytes } from '../lib/byte-stream';

/** Where its file came from. */
export type NetworkOrigin =
  | { readonly from: 'file' }
  /** `revision` is a commit: what is fetched again is the same */
  | { readonly from: 'hub'; readonly repository: string; readonly revision: string };

export interface StoredNetwork {
  /** of its hash (data/own/own-id.ts) */
  readonly id: OwnId;
  /** BackboneFile.hash, which runs keep: of the file's bytes and of what was said beside them */
  readonly hash: string;
  /** SHA-256 of the file alone, by which its parts are found: two networks may share them */
  readonly content: string;
  readonly bytes: number;
  /** 0: its weights are not here, only what they were, so that the same file can be brought again */
  readonly parts: number;
  /** of the file, or the address it came from; what it says may decide which variant it is, so it never changes */
  readonly name: string;
  /** in words: "ResNet-18" */
  readonly title: string;
  /** how many it tells apart */
  readonly classes: number;
  /** in logit order, where the person has said them */
  readonly classNames: readonly string[] | null;
  readonly normalisation: Normalisation;
  /** the person has said it, and it stands in the hash */
  readonly saidNormalisation: boolean;
  /** of the input */
  readonly sides: { readonly min: number; readonly max: number; readonly native: number };
  /** what its input's side must be a multiple of */
  readonly step: number;
  /** what a run with it starts from, where its architecture has settings of its own */
  readonly suggested: SuggestedSettings | null;
  /** the largest run that should fit where it was kept; null = none does */
  readonly fitting: RunSize | null;
  readonly origin: NetworkOrigin;
  /** milliseconds since 1970 */
  readonly created: number;
  readonly updated: number;
}

/** Its stores in the database (database.ts). Parts are numbered from 0. */
export interface NetworkStores {
  networks: { key: string; value: StoredNetwork; indexes: { updated: number } };
  networkParts: { key: [content: string, part: number]; value: Bytes };
}
