import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Backbone } from '../core/backbone/backbone';
import { rehearseOn, type RehearsingBackend } from '../core/engine/rehearsal';
import { fromTensors } from '../core/method-state';
import { useBackend } from '../core/testing/backends';
import { startWebGPU } from '../core/testing/webgpu';
import * as tf from '../core/tf';
import { compileAhead } from './compile-ahead';
import {
  beginRun,
  eventsOf,
  normalisation,
  only,
  toyBackbone,
  toyConfig,
  toyDependencies,
} from './testing/toy-run';
import { toyDataset } from './testing/toy-task';

const missing = await startWebGPU();
if (missing) console.warn(missing);

const dataset = toyDataset({ train: 16, test: 8 });
const SHORT = { epochs: 1, augmentation: 'crop-flip' } as const;

describe.skipIf(missing)('on WebGPU', () => {
  let backbone: Backbone;
  let webgpu: RehearsingBackend;

  beforeAll(async () => {
    await useBackend('webgpu');
    tf.env().set('WEBGPU_CPU_FORWARD', false);
    backbone = toyBackbone();
    webgpu = tf.backend() as unknown as RehearsingBackend;
  });
  afterAll(() => backbone.dispose());

  /** Everything a run ends with, and how often it told of compiling. */
  async function trained(breathe = () => Promise.resolve()) {
    const run = beginRun(toyConfig({}, SHORT), dataset);
    const dependencies = { ...toyDependencies(run, dataset, backbone), breathe };
    const events = await eventsOf(run, dependencies);
    const state = await fromTensors(run.state);
    const { losses } = run;
    const [unprompted] = only(events, 'unprompted');
    const snapshots = only(events, 'snapshot');
    const told = only(events, 'progress').filter(({ phase }) => phase === 'compiling').length;
    await dependencies.viewer.close();
    dependencies.facts.dispose();
    run.dispose();
    run.method.dispose();
    return { told, ends: { state, losses, unprompted, snapshots } };
  }

  /** Plans too: what they have bound belongs to their pipelines. */
  function forgetPipelines(): void {
    backbone.dispose();
    backbone = toyBackbone();
    for (const key of Object.keys(webgpu.pipelineCache)) Reflect.deleteProperty(webgpu.pipelineCache, key);
  }

  test('a run that compiles ahead is the same to the last bit, also while another is rehearsed', async () => {
    const before = await trained();
    expect(before.told).toBe(0);

    rehearseOn(webgpu);
    forgetPipelines();
    const breathe = () => new Promise<void>((resolve) => setTimeout(resolve));
    const config = toyConfig({ pattern: 'class-specific' }, SHORT);
    const compiled = compileAhead({ config, backbone, normalisation, dataset, inView: 3 }, { breathe });
    const rehearsed = (async () => {
      let last = { done: 0, total: NaN };
      for await (const one of compiled) last = one;
      return last;
    })();
    const { told, ends } = await trained(breathe);
    expect(told).toBeGreaterThan(20);
    expect(ends).toEqual(before.ends);
    const { done, total } = await rehearsed;
    expect(done).toBe(total);
  }, 240_000);
});
