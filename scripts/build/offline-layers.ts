import type { OfflineLayer } from '../../src/data/offline-files';

/** Which files the page needs without a network, and for what. */

/** what is trained with unless somebody chooses otherwise, and what the recorded runs show pictures of */
const defaultData = 'fashion-mnist';
/** only these compute; other workers read recorded values */
const engine = /^assets\/(trainer|backbone)\.worker-/;
/** not for readers: the bench and the gallery */
const apart = /^assets\/mount-(bench|gallery)-/;

/** @returns null where the file is not kept */
export function layerOf(url: string, assets: ReadonlyMap<string, OfflineLayer>): OfflineLayer | null {
  if (url.startsWith('assets/')) return assets.get(url) ?? null;
  if (url.endsWith('.md') || url.startsWith('screenshots/')) return null;
  const [folder, name, file = ''] = url.split('/');
  if (folder === 'models') return /\.safetensors$|^classes\.json$/.test(file) ? 'live' : 'recorded';
  if (folder !== 'datasets' || !file.endsWith('.png')) return 'recorded';
  // thumbnails of each, and all test pictures of the default
  if (name !== defaultData) return file === 'test-0.png' ? 'recorded' : 'extra';
  return file.startsWith('test-') ? 'recorded' : 'live';
}

/**
 * Code, styles, fonts and wasm by who names them: what can be reached from the page without the engine, and what from
 * the engine's workers only.
 * @param read a file as text
 */
export function assetLayers(
  urls: readonly string[],
  read: (url: string) => string,
): ReadonlyMap<string, OfflineLayer> {
  const assets = urls.filter((url) => url.startsWith('assets/'));
  const named = (url: string): readonly string[] => {
    if (!/\.(html|js|css)$/.test(url)) return [];
    const text = read(url);
    return assets.filter((asset) => asset !== url && text.includes(asset.slice('assets/'.length)));
  };
  const layers = new Map<string, OfflineLayer>();
  const reach = (from: readonly string[], layer: OfflineLayer, stop: (url: string) => boolean): void => {
    const next = from.filter((url) => !layers.has(url) && !stop(url));
    for (const url of next) if (url.startsWith('assets/')) layers.set(url, layer);
    for (const url of next) reach(named(url), layer, stop);
  };
  reach(['index.html'], 'recorded', (url) => engine.test(url) || apart.test(url));
  reach(
    assets.filter((url) => engine.test(url)),
    'live',
    (url) => apart.test(url),
  );
  return layers;
}
