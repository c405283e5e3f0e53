import { expect, test } from 'vitest';
import { filesInUse, layerReport, offlineCache, offlineKey, type OfflineFile } from './offline-files';

const scope = 'https://example.test/page/';
const file = (url: string, change: Partial<OfflineFile> = {}): OfflineFile => ({
  url,
  revision: 'r1',
  bytes: 10,
  layer: 'live',
  ...change,
});

test('two contents of one address never share a key, nor two pages of one host a cache', () => {
  const [old, now] = ['r1', 'r2'].map((revision) => offlineKey({ url: 'models/m', revision }, scope));
  expect(old).not.toBe(now);
  expect(offlineKey({ url: 'assets/a-1.js', revision: null }, scope)).toBe(`${scope}assets/a-1.js`);
  expect(offlineCache('live', scope)).not.toBe(offlineCache('live', 'https://example.test/other/'));
});

test('an engine has used its code, its network and its pictures, and not the other pictures', () => {
  const files = [
    file('assets/trainer.js'),
    file('assets/index.js', { layer: 'recorded' }),
    file('models/net/model.safetensors'),
    file('datasets/shoes/train-0.png'),
    file('datasets/hats/train-0.png'),
  ];
  const used = filesInUse(files, { backbone: 'net', data: 'shoes' }).map(({ url }) => url);
  expect(used).toEqual(['assets/trainer.js', 'models/net/model.safetensors', 'datasets/shoes/train-0.png']);
});

test('a file of an older build does not count as kept', () => {
  const files = [file('a'), file('b', { bytes: 5 }), file('c', { layer: 'recorded' })];
  const keys = new Set([offlineKey({ url: 'a', revision: 'r0' }, scope), offlineKey(files[1]!, scope)]);
  expect(layerReport(files, { layer: 'live', keys, scope })).toEqual({
    files: 2,
    bytes: 15,
    kept: { files: 1, bytes: 5 },
  });
});
