import { describe, expect, it } from 'vitest';
import { readLink, writeLink, type Linked } from './link';
import { defaultSettings } from './settings';
import { initialTableView } from './table-view';
import { initialView, type View } from './view';

/**
 * Links of earlier versions of the page, as they stand in papers, slides and mails. They are never changed here: a link
 * that no longer means what it meant is a defect of the table, or a reason to raise its version.
 */

const base: Linked = { settings: defaultSettings, view: initialView, table: initialTableView };

interface Kept {
  readonly settings?: object;
  readonly switches?: object;
  readonly view?: Partial<View>;
  readonly table?: object;
}

const kept: readonly (readonly [link: string, means: Kept])[] = [
  // the training spine
  ['?baseline=full&seed=3', { settings: { seed: 3 }, switches: { baseline: 'full' } }],
  [
    '?data=fashion-colour&side=224&patch=16&epochs=200&batch=256',
    { settings: { data: 'fashion-colour', side: 224, patch: 16, epochs: 200, batch: 256 } },
  ],
  [
    '?lr=0.01&lr-mask=0.001&augment=crop-flip',
    { settings: { patternLearningRate: 0.01, maskLearningRate: 0.001, augmentation: 'crop-flip' } },
  ],
  ['?decay=0.5&decay-mask=1', { settings: { patternDecay: 0.5, maskDecay: 1 } }],
  [
    '?side=32&batch=16&train-limit=16&test-limit=16&mapping=flm',
    { settings: { side: 32, batch: 16, trainLimit: 16, testLimit: 16 }, switches: { mapping: 'flm' } },
  ],
  ['?backend=wasm&workers=2', { settings: { backend: 'wasm', workers: 2 } }],
  [
    '?sample=test/17&step=93&probe=12.40&channel=g&range=locked&limit=12.5&theme=dark',
    {
      view: {
        sampleId: 'test/17',
        step: 93,
        probe: { row: 12, column: 40 },
        channel: 'g',
        range: 'locked',
        lockedLimit: 12.5,
        theme: 'dark',
      },
    },
  ],
  [
    '?masks=shared-three-channel&channels=single-binary&generator=mlp&interpolation=bilinear&pattern=class-specific',
    {
      switches: {
        masks: 'shared-three-channel',
        channels: 'single-binary',
        generator: 'mlp',
        interpolation: 'bilinear',
        pattern: 'class-specific',
      },
    },
  ],
  // the ablation lab
  [
    '?place=compare&against=baseline=full&columns=last-accuracy,clean-loss&sort=clean-loss.reversed&differences=only',
    {
      view: { place: 'compare' },
      table: {
        baseline: 'baseline=full',
        columns: ['last-accuracy', 'clean-loss'],
        sort: { by: 'clean-loss', reversed: true },
        differencesOnly: true,
      },
    },
  ],
  [
    '?place=compare&rows=default~mapping=rlm~mapping=flm@93:default',
    { view: { place: 'compare' }, table: { chosen: ['default', 'mapping=rlm', 'mapping=flm@93:default'] } },
  ],
  [
    '?data=clip-art&place=compare&columns=none',
    { settings: { data: 'clip-art' }, view: { place: 'compare' }, table: { columns: [] } },
  ],
  // the explorer
  ['?run=full', { view: { runId: 'recorded/full' } }],
  [
    '?run=lab/masks-shared-binary.seed-0&sample=test/4',
    { view: { runId: 'lab/masks-shared-binary.seed-0', sampleId: 'test/4' } },
  ],
  ['?open=mapping&detail=3', { view: { open: 'mapping', detail: 3 } }],
  ['?slow=gradient-pattern', { view: { slow: 'gradient-pattern' } }],
  ['?open=prompted&layers=image,saliency', { view: { open: 'prompted', layers: ['image', 'saliency'] } }],
  [
    '?beside=run:lab/masks-mean-image.seed-0',
    { view: { beside: { what: 'run', runId: 'lab/masks-mean-image.seed-0' } } },
  ],
  ['?beside=test/7&lang=zh', { view: { beside: { what: 'sample', sampleId: 'test/7' }, language: 'zh' } }],
  ['?v=1&seed=2', { settings: { seed: 2 } }],
];

describe('a link of an earlier version', () => {
  it.each(kept)('%s', (link, { settings = {}, switches = {}, view = {}, table = {} }) => {
    const { state, problems } = readLink(link, base);
    expect(problems).toEqual([]);
    expect(state).toEqual({
      settings: { ...defaultSettings, ...settings, switches: { ...defaultSettings.switches, ...switches } },
      view: { ...initialView, ...view },
      table: { ...initialTableView, ...table },
    });
    // and the page writes it so that it reads the same
    expect(readLink(writeLink(state), base).state).toEqual(state);
  });
});
