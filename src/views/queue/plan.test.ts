import { describe, expect, it } from 'vitest';
import { runConfig } from '../../store/run-config';
import { defaultSettings } from '../../store/settings';
import { plannedBlocks, plannedRuns, withoutKnown } from './plan';

const reference = runConfig(defaultSettings);

describe('the plan', () => {
  it('offers every variant of every part but the one that the reference has', () => {
    const all = plannedBlocks(reference).flatMap(({ variants }) => variants);
    expect(all.some(({ key }) => key === 'masks=per-sample')).toBe(false);
    expect(all.some(({ key }) => key === 'masks=shared-binary')).toBe(true);
  });

  it('says why a variant cannot be trained with the reference', () => {
    const full = runConfig({
      ...defaultSettings,
      switches: { ...defaultSettings.switches, baseline: 'full' },
    });
    const generator = plannedBlocks(full).find(({ id }) => id === 'generator')!;
    expect(generator.variants.every(({ refused }) => refused !== null)).toBe(true);
    expect(plannedRuns({ reference: full, withReference: false, keys: ['generator=mlp'], seeds: 1 })).toEqual(
      [],
    );
  });

  it('pairs each variant with the reference of its seed', () => {
    const runs = plannedRuns({ reference, withReference: true, keys: ['generator=mlp'], seeds: 2 });
    expect(runs.map(({ method, training }) => [training.seed, method.generator])).toEqual([
      [0, 'convnet'],
      [0, 'mlp'],
      [1, 'convnet'],
      [1, 'mlp'],
    ]);
  });

  it('leaves out what is there already', () => {
    const runs = plannedRuns({ reference, withReference: true, keys: ['generator=mlp'], seeds: 1 });
    expect(withoutKnown(runs, [reference])).toEqual([runs[1]]);
  });
});
