/**
 * What of the page is kept for offline, and under which names: the one list that the build writes, the service worker
 * keeps and the page asks for.
 */

/**
 * `recorded`: everything that shows what was recorded. `live`: what training needs beyond that, with the pictures that
 * it opens with. `extra`: other pictures, for whoever trains on them.
 */
export const offlineLayers = ['recorded', 'live', 'extra'] as const;
export type OfflineLayer = (typeof offlineLayers)[number];

export interface OfflineFile {
  /** below the folder of the page, without a slash before it */
  readonly url: string;
  /** hash of its contents; null where the name holds one */
  readonly revision: string | null;
  /** `sha256-…` as in fetch; absent where a host may unpack the file on its way */
  readonly integrity?: string;
  readonly bytes: number;
  readonly layer: OfflineLayer;
}

/** Asked of the service worker, which answers on the port that comes with it: OfflineFile[]. */
export interface OfflineQuestion {
  readonly type: 'files';
}

/** How much of a layer is there. */
export interface LayerReport {
  readonly files: number;
  readonly bytes: number;
  readonly kept: { readonly files: number; readonly bytes: number };
}

export type OfflineReport = Readonly<Record<OfflineLayer, LayerReport>>;

/**
 * Pages of one host share their caches, whatever folder they lie in.
 * @param scope address of the folder of the page, ending in a slash
 */
export function offlineCache(layer: OfflineLayer, scope: string): string {
  return `smm-explorer ${layer} ${scope}`;
}

/** The address under which a file lies in its cache; one and the same address never holds two contents. */
export function offlineKey({ url, revision }: Pick<OfflineFile, 'url' | 'revision'>, scope: string): string {
  // the name that workbox-precaching gives it
  return revision === null ? scope + url : `${scope}${url}?__WB_REVISION__=${revision}`;
}

/** What a worker has fetched by the time it can train, of what is not there already. */
export function filesInUse(
  files: readonly OfflineFile[],
  { backbone, data }: { readonly backbone: string; readonly data: string },
): readonly OfflineFile[] {
  const folders = ['assets/', `models/${backbone}/`, `datasets/${data}/`];
  return files.filter(
    ({ url, layer }) => layer !== 'recorded' && folders.some((folder) => url.startsWith(folder)),
  );
}

/** @param keys addresses in the layer's cache */
export function layerReport(
  files: readonly OfflineFile[],
  { layer, keys, scope }: { layer: OfflineLayer; keys: ReadonlySet<string>; scope: string },
): LayerReport {
  const all = files.filter((file) => file.layer === layer);
  const kept = all.filter((file) => keys.has(offlineKey(file, scope)));
  return { files: all.length, bytes: bytesOf(all), kept: { files: kept.length, bytes: bytesOf(kept) } };
}

export function bytesOf(files: readonly Pick<OfflineFile, 'bytes'>[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}
