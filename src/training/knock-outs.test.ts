import { beforeAll, describe, expect, test } from 'vitest';
import { knockOutOf } from '../core/ablation/knock-outs';
import { knockOutMethod } from '../core/knock-out';
import type { Backbone } from '../core/backbone/backbone';
import type { MethodConfig } from '../core/method-config';
import { useBackend } from '../core/testing/backends';
import * as tf from '../core/tf';
import type { Task } from './begin-run';
import { evaluate } from './evaluation';
import { explain } from './explain';
import { inputImages } from './input-images';
import { KnockOuts, type KnockOutReport, type Switch } from './knock-outs';
import { Lockstep } from './lockstep';
import { probeFactsOf } from './probe-facts';
import { contextSource } from './prompt-context';
import type { Run } from './run';
import { SamplesInView } from './samples-in-view';
import {
  beginRun,
  eventsOf,
  normalisation,
  toyBackbone,
  toyConfig,
  toyDependencies,
  toyFacts,
} from './testing/toy-run';
import { toyDataset } from './testing/toy-task';
import { workbench } from './workbench';

const dataset = toyDataset({ test: 45 });
let backbone: Backbone;
let task: Task;

beforeAll(async () => {
  await useBackend('wasm');
  backbone = toyBackbone();
  const facts = toyFacts(dataset, backbone);
  task = { dataset, backbone, normalisation, facts, backboneHash: 'toy', device: 'a toy', versions: {} };
});

async function trained(method: Partial<MethodConfig> = {}): Promise<Run> {
  const run = beginRun(toyConfig(method), dataset);
  const { viewer, ...dependencies } = toyDependencies(run, dataset, backbone, task.facts);
  await eventsOf(run, { ...dependencies, viewer });
  await viewer.close();
  return run;
}

const knockOutsOf = (run: Run) => new KnockOuts({ run, task, breathe: () => Promise.resolve() });

function inView(...ids: string[]) {
  const view = new SamplesInView(dataset);
  view.choose(ids);
  return view.samples;
}

async function shown(run: Run, off: Switch): Promise<KnockOutReport[]> {
  const reports: KnockOutReport[] = [];
  const seen = inView('test/3', 'test/8');
  for await (const report of knockOutsOf(run).show(off, seen, { score: true })) reports.push(report);
  return reports;
}

type View = Extract<KnockOutReport, { type: 'knock-out' }>;
type Score = Extract<KnockOutReport, { type: 'knock-out-score' }>;
const viewOf = ([first]: KnockOutReport[]) => first as View;
const scoresOf = ([, ...rest]: KnockOutReport[]) => rest as Score[];

describe('the samples in view', () => {
  test.each<Switch>([
    { block: 'masks', variant: 'shared-three-channel' },
    { block: 'masks', variant: 'swapped' },
    { block: 'channels', variant: 'single-binary' },
    { block: 'interpolation', variant: 'bicubic' },
    { block: 'baseline', variant: 'unprompted' },
  ])('are what explain shows with $block=$variant', async (off) => {
    const run = await trained();
    const { snapshot, prompted } = viewOf(await shown(run, off));

    const rasters = [3, 8].map((index) => dataset.test.raster(index));
    const images = inputImages(run.method, normalisation, rasters, { apart: true });
    const source = contextSource(run, task.facts);
    const facts = await probeFactsOf({ source, state: run.state }, { split: dataset.train, normalisation });
    const offer = knockOutOf(off.block, off.variant);
    const by = 'by' in offer ? [offer.by] : [];
    const method = knockOutMethod(run.config.method, normalisation, { by, facts });
    const names = ['prompted', 'mask', 'logits'] as const;
    const expected = await explain(
      { source: { ...source, method }, state: run.state, backbone },
      images,
      names,
    );
    expect(prompted).toEqual(expected.prompted.values);
    const { masks } = snapshot;
    const one = expected.mask?.values.length ?? 0;
    expect(masks?.subarray(0, one) ?? null).toEqual(expected.mask?.values ?? null);
    expect(snapshot.step).toBe(run.step);
    const asTrained = await explain({ source, state: run.state, backbone }, images, names);
    expect(prompted).not.toEqual(asTrained.prompted.values);
  });

  test('are routed as they were trained, where patterns are mixed by class', async () => {
    const run = await trained({ pattern: 'class-specific' });
    const reports = await shown(run, { block: 'interpolation', variant: 'bilinear' });
    expect(viewOf(reports).snapshot.pattern).toHaveLength(2 * 32 * 32 * 3);
  });
});

describe('the score', () => {
  test('fills in until it is the accuracy on the held-out images, beside that of the run as it is', async () => {
    const run = await trained();
    const scores = scoresOf(await shown(run, { block: 'baseline', variant: 'unprompted' }));
    expect(scores.map(({ count, total }) => [count, total])).toEqual([
      [23, 45],
      [45, 45],
    ]);
    const { hits, hitsAsTrained } = scores.at(-1)!;
    const bench = workbench(run, toyDependencies(run, dataset, backbone), new Lockstep());
    const accuracy = async (prompted: boolean) => {
      const { method, state, mapping } = run;
      const prompting = prompted ? { method, state, mapping: mapping! } : null;
      const pass = evaluate(bench, { stage: 'test', prompting, loader: bench.test, mapping: mapping! });
      for (;;) {
        const { done, value } = await pass.next();
        if (done) return value.accuracy;
      }
    };
    expect(hits / 45).toBe(await accuracy(false));
    expect(hitsAsTrained / 45).toBe(await accuracy(true));
  });

  test('of the run as it is follows its label mapping, which changes at the end of an epoch', async () => {
    const run = await trained();
    const knockOuts = knockOutsOf(run);
    const hitsAsTrained = async () => {
      const reports = knockOuts.show({ block: 'interpolation', variant: 'bilinear' }, [], { score: true });
      let last = NaN;
      for await (const report of reports) last = (report as Score).hitsAsTrained;
      return last;
    };
    const before = await hitsAsTrained();
    expect(await hitsAsTrained()).toBe(before);
    run.mapping = Int32Array.from(run.mapping!).reverse();
    expect(await hitsAsTrained()).toBe(45 - before);
  });

  test('is asked for anew where it failed before', async () => {
    const run = await trained();
    // the first look at the probe fails, and the first look at the run as it is
    let [looks, asked] = [0, 0];
    const { train } = dataset;
    const raster = (index: number) => {
      if (++looks === 1) throw new Error('A picture is gone.');
      return train.raster(index);
    };
    const logits: Backbone['logits'] = (...args) =>
      ++asked === 2 ? Promise.reject(new Error('A worker died.')) : backbone.logits(...args);
    const knockOuts = new KnockOuts({
      run,
      task: {
        ...task,
        dataset: { ...dataset, train: { ...train, raster } },
        backbone: { ...backbone, logits },
      },
      breathe: () => Promise.resolve(),
    });
    const scores = async () => {
      const off = { block: 'masks', variant: 'shared-three-channel' } as const;
      const reports: KnockOutReport[] = [];
      for await (const report of knockOuts.show(off, [], { score: true })) reports.push(report);
      return reports;
    };
    await expect(scores()).rejects.toThrow('A picture is gone.');
    await expect(scores()).rejects.toThrow('A worker died.');
    expect(await scores()).toHaveLength(2);
  });

  test('is of the step at which it was asked for, whatever trains meanwhile', async () => {
    const off = { block: 'masks', variant: 'mean-image' } as const;
    const still = await trained();
    const expected = await shown(still, off);
    const moving = await trained();
    const reports: KnockOutReport[] = [];
    const seen = inView('test/3', 'test/8');
    for await (const report of knockOutsOf(moving).show(off, seen, { score: true })) {
      reports.push(report);
      const gradients = Object.fromEntries(
        moving.method.parameters
          .filter(({ group }) => group !== 'statistic')
          .map(({ name, shape }) => [name, tf.ones([...shape])]),
      );
      const statistics = moving.method.parameters.filter(({ group }) => group === 'statistic');
      const next = Object.fromEntries(statistics.map(({ name }) => [name, moving.state[name]!.clone()]));
      moving.update(gradients, next);
    }
    expect(reports).toEqual(expected);
  });
});

test('what a run has nothing for is a sentence, and so is one that has no answers yet', async () => {
  const run = await trained({ masks: 'shared-three-channel', generator: 'convnet' });
  await expect(shown(run, { block: 'masks', variant: 'swapped' })).rejects.toThrow(/one mask for all/);
  await expect(shown(run, { block: 'pattern', variant: 'class-specific' })).rejects.toThrow(/to be trained/);
  const fresh = beginRun(toyConfig(), dataset);
  const off = { block: 'interpolation', variant: 'bilinear' } as const;
  await expect(shown(fresh, off)).rejects.toThrow(/no answers yet/);
});

test('looks at the probe once for each step, and leaves no tensor behind, also when nobody listens any more', async () => {
  const run = await trained();
  const before = tf.memory().numTensors;
  let decoded = 0;
  const { train } = dataset;
  const counted = { ...train, raster: (index: number) => ((decoded += 1), train.raster(index)) };
  const knockOuts = new KnockOuts({
    run,
    task: { ...task, dataset: { ...dataset, train: counted } },
    breathe: () => Promise.resolve(),
  });
  for (const variant of ['shared-three-channel', 'shared-binary', 'mean-image']) {
    const off = { block: 'masks', variant } as const;
    const reports = knockOuts.show(off, inView('test/1', 'test/2'), { score: false });
    for await (const report of reports) expect(report.type).toBe('knock-out');
  }
  expect(decoded).toBe(train.count);
  await knockOuts.close();
  expect(tf.memory().numTensors).toBe(before);
});

test('ends when it is closed, waits for what reads the run, and leaves no tensor behind', async () => {
  const run = await trained();
  const before = tf.memory().numTensors;
  let reached = (): void => undefined;
  const asked = new Promise<void>((resolve) => (reached = resolve));
  const logits: Backbone['logits'] = async (...args) => {
    reached();
    const answer = await backbone.logits(...args);
    await new Promise((resolve) => setTimeout(resolve, 20));
    return answer;
  };
  const knockOuts = new KnockOuts({
    run,
    task: { ...task, backbone: { ...backbone, logits } },
    breathe: () => Promise.resolve(),
  });
  const heard: KnockOutReport[] = [];
  const listening = (async () => {
    const off = { block: 'masks', variant: 'mean-image' } as const;
    for await (const report of knockOuts.show(off, inView('test/1'), { score: true })) heard.push(report);
  })();
  await asked;
  await knockOuts.close();
  run.dispose();
  run.method.dispose();
  await listening;
  expect(heard).toEqual([]);
  const late = knockOuts.show({ block: 'masks', variant: 'mean-image' }, inView('test/1'), { score: true });
  expect(await late.next()).toEqual({ done: true, value: undefined });
  expect(tf.memory().numTensors).toBeLessThan(before);
});
