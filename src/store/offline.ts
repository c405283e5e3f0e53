import type { OfflineReport } from '../data/offline-files';

/** What is kept of the page itself, so that it opens and trains without a network. */
export interface Offline {
  /**
   * `waiting`: the page comes first; `unasked`: this browser was asked to save data; `preparing`: what was recorded
   * is on its way
   */
  readonly state: 'waiting' | 'unasked' | 'preparing' | 'ready' | 'impossible' | 'failed';
  /** null until the service worker has told */
  readonly report: OfflineReport | null;
  /** everything is being fetched: bytes that have arrived, and all */
  readonly keeping: { readonly done: number; readonly total: number } | null;
  /** why not everything could be fetched */
  readonly problem: OfflineProblem | null;
  /** another build is ready, and waits for this page to be reloaded */
  readonly update: boolean;
}

export type OfflineProblem = 'no-room' | 'no-connection' | 'other-version' | 'failed';

export const initialOffline: Offline = {
  state: 'waiting',
  report: null,
  keeping: null,
  problem: null,
  update: false,
};

/** The page trains without a network, on the pictures that it opens with. */
export function keptWhole({ report }: Offline): boolean {
  return report !== null && [report.recorded, report.live].every(({ files, kept }) => kept.files === files);
}
