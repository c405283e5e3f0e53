import { gunzip, joined, type Bytes } from '../lib/byte-stream';
import type { Messages } from '../messages/messages';
import { openDisk } from '../storage/disk';
import { lateStorage } from '../storage/late-storage';
import { openRunClaims, TAB_CLAIMS } from '../storage/run-claims';
import { openLayout } from '../worker/client/open-layout';
import { followDocument } from '../store/history';
import { linkedDeck } from '../store/lecture';
import { explorer } from '../store/store';
import { openTrainer } from '../worker/client/open-trainer';
import { saveFile } from '../lib/save-file';
import { followState, openLink, type Address } from './address-bar';
import type { Controller } from './controller';
import type { DeckWorld } from './decks';
import type { Dependencies } from './dependencies';
import { HiddenTab } from './hidden-tab';
import { labSource } from './lab-source';
import { PageController } from './page-controller';
import { recordedSource } from './recorded-view';

/** Joins the controller with the real world: this browser's worker, disk, clock and address. */
export function openPage(messages: Messages): Controller {
  openLink(address, messages);
  followState(address);
  followDocument();
  const world = browser(messages);
  const controller = new PageController(world);
  const tab = new HiddenTab(world);
  tab.follow();
  document.addEventListener('visibilitychange', () => tab.turn(document.visibilityState));
  void controller.start();
  return controller;
}

function browser(messages: Messages): Dependencies {
  return {
    messages,
    openTrainer,
    openLayout,
    recorded: recordedSource((file) => fetchBytes(`recorded/${file}`)),
    lab: labSource((file) => fetchIfThere(`recorded/lab/${file}`)),
    readPageFile: fetchBytes,
    ...lateStorage(),
    // neither is there where the page is not served securely
    claims: openRunClaims(navigator.locks as LockManager | undefined),
    tabs: openRunClaims(navigator.locks as LockManager | undefined, TAB_CLAIMS),
    tab: crypto.randomUUID(),
    disk: openDisk(navigator.storage as StorageManager | undefined),
    offline: async () => {
      const { openOfflineCopy } = await import('../storage/offline-copy');
      return openOfflineCopy({
        // a page that is being worked on is served anew each time
        container: import.meta.env.PROD ? navigator.serviceWorker : undefined,
        caches: globalThis.caches as CacheStorage | undefined,
        scope: new URL('.', document.baseURI).href,
      });
    },
    decks: () => deckWorld(messages),
    ownData: async () => {
      const [{ openDatasetLibrary }, { openImport }] = await Promise.all([
        import('../storage/dataset-library'),
        import('../worker/client/open-import'),
      ]);
      return { library: openDatasetLibrary(), openImport };
    },
    ownNetworks: async () => {
      const [{ openNetworkLibrary }, { openNetwork }] = await Promise.all([
        import('../storage/network-library'),
        import('../worker/client/open-network'),
      ]);
      return {
        library: openNetworkLibrary(),
        openNetwork,
        workers: Math.min(navigator.hardwareConcurrency, 4),
      };
    },
    openResults: async () => (await import('../worker/client/open-results')).openResults(),
    assets: new URL('.', document.baseURI).href,
    readAsset: fetchIfThere,
    newRunId: () => crypto.randomUUID(),
    saveFile: saveBytes,
    reload: () => location.reload(),
    idle,
    now: () => performance.now(),
    // inside another page nobody has come to train
    preload: !wantsLessData() && !explorer.getState().view.embedded,
    autoplay: !matchMedia('(prefers-reduced-motion: reduce)').matches,
  };
}

async function deckWorld(messages: Messages): Promise<DeckWorld> {
  const { openDeckLibrary } = await import('../storage/deck-library');
  return {
    messages,
    library: openDeckLibrary(),
    async shipped(id, language) {
      const bytes = await fetchIfThere(`decks/${id}.${language}.json`);
      return bytes && new TextDecoder().decode(bytes);
    },
    hash: () => location.hash,
    onHash: (listener) => window.addEventListener('hashchange', listener),
    page: location.origin + location.pathname,
    copy: (text) => navigator.clipboard.writeText(text),
    newId: () => crypto.randomUUID(),
    saveFile: saveBytes,
    now: () => Date.now(),
  };
}

const address: Address = {
  query: () => location.search,
  replace: (query) => history.replaceState(null, '', addressFor(query)),
  push: (query) => history.pushState(null, '', addressFor(query)),
  onTravel: (listener) => {
    addEventListener('popstate', listener);
    return () => removeEventListener('popstate', listener);
  },
};

/** A deck that came with the link goes on standing in the address, for as long as it is the one that is open. */
function addressFor(query: string): string {
  const hash = query.includes(`deck=${linkedDeck}`) ? location.hash : '';
  return `${location.pathname}${query}${hash}`;
}

/** @param path below the folder of the page */
async function fetchBytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await fetchIfThere(path);
  if (!bytes) throw new Error(`${path} is not there`);
  return bytes;
}

/** @returns null where the host has no such file */
async function fetchIfThere(path: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const answer = await fetch(new URL(path, document.baseURI));
  // some hosts answer every address that they do not know with the page itself
  const page = answer.headers.get('content-type')?.startsWith('text/html');
  if (answer.status === 404 || page) return null;
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return unpacked(new Uint8Array(await answer.arrayBuffer()));
}

/**
 * Recorded runs lie packed, since hosts compress only what they know. One that announces a `.gz` as an encoding
 * makes the browser unpack it on the way.
 */
async function unpacked(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const packed = bytes[0] === 0x1f && bytes[1] === 0x8b;
  if (!packed) return bytes;
  const parts: Bytes[] = [];
  let length = 0;
  for await (const part of gunzip([bytes])) {
    length += part.length;
    // what is recorded is a few megabytes: a host, or a cache, that hands out more has something else there
    if (length > mostUnpacked) throw new Error('a recorded file unpacks to far more than it may');
    parts.push(part);
  }
  return joined(parts, length);
}

const mostUnpacked = 256 * 2 ** 20;

function saveBytes(name: string, bytes: Uint8Array): void {
  saveFile(name, new Blob([Uint8Array.from(bytes)]));
}

/** The first time the page has nothing better to do; two seconds at the latest. */
function idle(): Promise<void> {
  return new Promise((resolve) => {
    // Safari has no requestIdleCallback
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: 2000 });
    else setTimeout(resolve, 500);
  });
}

/** The person asked their browser to save data: then the engine waits for Play. */
function wantsLessData(): boolean {
  const { connection } = navigator as Navigator & { readonly connection?: { readonly saveData?: boolean } };
  return connection?.saveData === true;
}
