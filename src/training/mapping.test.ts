import { beforeAll, expect, test } from 'vitest';
import type { Backbone } from '../core/backbone/backbone';
import { greedyMapping } from '../core/label-mapping';
import type { BaselineId } from '../core/method-config';
import { createMethod } from '../core/smm';
import { useBackend } from '../core/testing/backends';
import * as tf from '../core/tf';
import { Lockstep } from './lockstep';
import { frequencyMapping, mappingWithoutAsking, needsMappingPass } from './mapping';
import { beginRun, normalisation, toyBackbone, toyConfig, toyDependencies } from './testing/toy-run';
import { toyDataset } from './testing/toy-task';
import { workbench } from './workbench';

// 22 pictures in batches of 8: the last one is padded
const dataset = toyDataset({ train: 22 });
let backbone: Backbone;

beforeAll(async () => {
  await useBackend('wasm');
  backbone = toyBackbone();
});

function bench(baseline: BaselineId) {
  const run = beginRun(toyConfig({ baseline }, { augmentation: 'crop-flip' }), dataset);
  return workbench(run, toyDependencies(run, dataset, backbone), new Lockstep());
}

/** π by a pass of its own, never taken over from anywhere. */
async function mapped(baseline: BaselineId, epoch: number): Promise<Int32Array> {
  const own = bench(baseline);
  const { method, state } = own.run;
  const pass = frequencyMapping(own, {
    stage: 'mapping',
    prompting: { method, state, mapping: Int32Array.of(0, 1) },
    epoch,
  });
  for (;;) {
    const { done, value } = await pass.next();
    if (done) return value;
  }
}

// Which is why a run may take the unprompted answer for its first epoch (paper.md A.14, 2).
test.each<BaselineId>(['smm', 'narrow', 'full'])(
  'at δ = 0, in the first epoch’s order and crops, %s is mapped as the pictures without a prompt are',
  async (baseline) => {
    expect(await mapped(baseline, 1)).toEqual(await mapped('unprompted', 1));
  },
);

test('that is made once is made of pictures without a prompt, whatever the prompt begins with', () => {
  const { run } = bench('pad');
  const method = { ...run.config.method, mapping: 'flm' } as const;
  const config = { ...run.config, method };
  const unprompted = { testAccuracy: 0.5, mapping: [4, 2] };
  expect(needsMappingPass(method, 1)).toBe(false);
  expect(mappingWithoutAsking({ config, unprompted }, { epoch: 1, sourceClasses: 9 })).toEqual(
    Int32Array.of(4, 2),
  );
  // a mapping that follows the prompt has to be asked for
  expect(needsMappingPass(run.config.method, 1)).toBe(true);
  expect(mappingWithoutAsking({ ...run, unprompted }, { epoch: 1, sourceClasses: 9 })).toBeNull();
});

test('is the greedy assignment of what the network takes each augmented training picture for, each counted once', async () => {
  const { train, run } = bench('unprompted');
  const counts = new Int32Array(backbone.classes * 2);
  for (const { labels, images } of train.wholeEpoch(run.method, 3)) {
    const logits = await backbone.logits(images());
    const predictions = await tf.argMax(logits, 1).data();
    labels.forEach((label, row) => counts[predictions[row]! * 2 + label]!++);
  }
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(22);
  const expected = greedyMapping({ sources: backbone.classes, targets: 2, counts });
  expect(await mapped('unprompted', 3)).toEqual(expected);
});

test('shows the pictures of an epoch’s batches, cropped alike', async () => {
  const method = createMethod(toyConfig().method, normalisation);
  const { train } = bench('smm');
  const [trained] = train.epoch(method, 2);
  const [mapped] = train.wholeEpoch(method, 2);
  expect(mapped!.labels).toEqual(trained!.labels);
  expect(await mapped!.images().data()).toEqual(await trained!.images().data());
});
