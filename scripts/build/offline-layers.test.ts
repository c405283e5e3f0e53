import { describe, expect, it } from 'vitest';
import { assetLayers, layerOf } from './offline-layers';

const built: Readonly<Record<string, string>> = {
  'index.html': '<script src="./assets/index-1.js"></script>',
  'assets/index-1.js':
    'import("./compare-2.js");new Worker("/assets/trainer.worker-3.js");import("./mount-bench-4.js")',
  'assets/compare-2.js': 'import "./shared-5.js";["assets/compare-6.css"]',
  'assets/compare-6.css': 'src:url(./KaTeX_Main-7.woff2)',
  'assets/KaTeX_Main-7.woff2': '',
  'assets/trainer.worker-3.js': 'import "./shared-5.js"; "tfjs-8.wasm"; import("./dist-9.js")',
  'assets/dist-9.js': '',
  'assets/shared-5.js': '',
  'assets/tfjs-8.wasm': '',
  'assets/mount-bench-4.js': 'new Worker("/assets/bench.worker-10.js")',
  'assets/bench.worker-10.js': '',
};
const layers = assetLayers(Object.keys(built), (url) => built[url]!);
const sorted = (layer: string) =>
  [...layers].flatMap(([url, one]) => (one === layer ? url.replace('assets/', '') : [])).sort();

describe('the layers of what was built', () => {
  it('keeps for the recorded runs whatever the page reaches without the engine, fonts included', () => {
    expect(sorted('recorded')).toEqual(
      ['KaTeX_Main-7.woff2', 'compare-2.js', 'compare-6.css', 'index-1.js', 'shared-5.js'].sort(),
    );
  });

  it('leaves to live training what only the engine reaches, and leaves out the bench', () => {
    expect(sorted('live')).toEqual(['dist-9.js', 'tfjs-8.wasm', 'trainer.worker-3.js']);
    expect(layerOf('assets/bench.worker-10.js', layers)).toBeNull();
  });

  it('keeps pictures to look at with the recorded runs, and pictures to train on with the engine', () => {
    expect(layerOf('datasets/fashion-mnist/test-3.png', layers)).toBe('recorded');
    expect(layerOf('datasets/fashion-mnist/train-0.png', layers)).toBe('live');
    expect(layerOf('datasets/clip-art/test-0.png', layers)).toBe('recorded');
    expect(layerOf('datasets/clip-art/test-1.png', layers)).toBe('extra');
    expect(layerOf('models/efficientnet-lite0/model.safetensors', layers)).toBe('live');
    expect(layerOf('models/efficientnet-lite0/model.json', layers)).toBe('recorded');
    expect(layerOf('recorded/lab/lab.safetensors.gz', layers)).toBe('recorded');
    expect(layerOf('recorded/README.md', layers)).toBeNull();
  });
});
