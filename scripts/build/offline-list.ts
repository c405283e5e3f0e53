import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OfflineFile } from '../../src/data/offline-files';
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
