import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OfflineFile } from '../../src/data/offline-files';
import type { PageContents } from '../../src/data/source-facts';
import { assetLayers, layerOf } from './offline-layers.ts';

interface BuiltFile {
  readonly url: string;
  readonly revision: string | null;
  readonly size: number;
}

/** The list that the service worker is built with: which of the built files are kept for offline, and how they are told. */
export function offlineList(built: readonly BuiltFile[], folder: string): OfflineFile[] {
  const read = (url: string) => readFileSync(join(folder, url));
  const urls = built.map(({ url }) => url);
  const assets = assetLayers(urls, (url) => read(url).toString('latin1'));
  return built.flatMap(({ url, revision, size }) => {
    const layer = layerOf(url, assets);
    if (!layer) return [];
    const file = { url, revision: revision ?? null, bytes: size, layer };
    return [rewritten.test(url) ? file : { ...file, integrity: integrityOf(read(url)) }];
  });
}

/** hosts unpack the one, and may add a line to the other (src/service-worker/whole-page.ts) */
const rewritten = /\.(gz|html)$/;

function integrityOf(bytes: Buffer): string {
  return `sha256-${createHash('sha256').update(bytes).digest('base64')}`;
}

/** Says beside the page how large it is, for Data & models: before anything is kept, and without a network. */
export function writeContents(files: readonly OfflineFile[], folder: string): OfflineFile {
  const bytesIn = (is: (file: OfflineFile) => boolean) =>
    files.filter(is).reduce((sum, { bytes }) => sum + bytes, 0);
  const contents: PageContents = {
    recorded: bytesIn(({ layer }) => layer === 'recorded'),
    live: bytesIn(({ layer }) => layer === 'live'),
    openingRuns: bytesIn(({ url }) => /^recorded\/[^/]+$/.test(url)),
    lab: bytesIn(({ url }) => url.startsWith('recorded/lab/')),
  };
  const text = Buffer.from(JSON.stringify(contents));
  const url = 'contents.json';
  writeFileSync(join(folder, url), text);
  const revision = createHash('md5').update(text).digest('hex');
  return { url, revision, bytes: text.length, layer: 'recorded', integrity: integrityOf(text) };
}
