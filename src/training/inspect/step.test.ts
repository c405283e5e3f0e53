import { beforeAll, describe, expect, test } from 'vitest';
import type { Backbone } from '../../core/backbone/backbone';
import type { MethodConfig } from '../../core/method-config';
import { fromTensors } from '../../core/method-state';
import { leakedTensors, useBackend } from '../../core/testing/backends';
import type { StepOnly } from '../../data/inspection';
import type { Run } from '../run';
import { asking, toySample, toyTask } from '../testing/toy-model';
import { beginRun, toyBackbone, toyConfig, toyDependencies } from '../testing/toy-run';
import { toyDataset } from '../testing/toy-task';
import { trainRun } from '../trainer';
import { modelOf } from './model';
import { Steps, type StepQuestion } from './step';

const dataset = toyDataset({ train: 40 });
const sample = toySample(dataset, 1);
let backbone: Backbone;

beforeAll(async () => {
  await useBackend('wasm');
  backbone = toyBackbone();
});

interface Training {
  readonly run: Run;
  /** trains up to this step, and holds there */
  to(step: number): Promise<void>;
}

function training(change: Partial<MethodConfig> = {}): Training {
  const run = beginRun(toyConfig(change, { epochs: 4 }), dataset);
  const dependencies = toyDependencies(run, dataset, backbone);
  const events = trainRun(run, dependencies);
  return {
    run,
    async to(step) {
      dependencies.control.resume();
      for (;;) {
        const { value: event, done } = await events.next();
        if (done) throw new Error(`The run ended before step ${step}.`);
        if (run.step >= step && event.type === 'progress') dependencies.control.pause();
        if (event.type === 'paused' && run.step >= step) return;
      }
    },
  };
}

const everything = async (run: Run) => {
  const { state, moments } = await modelOf(run);
  return { state, moments, losses: [...run.losses] };
};

async function stepsOf(run: Run): Promise<Steps> {
  return new Steps(toyTask(dataset, backbone), await modelOf(run));
}

/** of one picture */
async function take(steps: Steps, question: StepQuestion) {
  const found = await steps.take([sample], question, asking);
  return found![0]!;
}

describe('a step on a copy', () => {
  test.each<Partial<MethodConfig>>([
    {},
    { generator: 'mlp' },
    { pattern: 'sample-specific' },
    { pattern: 'class-specific' },
    { masks: 'shared-three-channel' },
    { baseline: 'full' },
    { baseline: 'pad' },
  ])('is the one that the run takes next, to the bit, for %o', async (change) => {
    const { run, to } = training(change);
    await to(2);
    const before = await everything(run);
    const steps = await stepsOf(run);
    const found = await take(steps, { only: null, after: [] });
    const second = await take(steps, { only: null, after: [null] });
    // the run itself has not noticed
    expect(await everything(run)).toEqual(before);
    await to(3);
    const after = await fromTensors(run.state);
    for (const { name, change: size, before: norm } of found.parameters) {
      const difference = after[name]!.map((value, i) => value - before.state[name]![i]!);
      expect(size).toBe(Math.sqrt(difference.reduce((sum, each) => sum + each * each, 0)));
      expect(norm).toBe(Math.sqrt(before.state[name]!.reduce((sum, each) => sum + each * each, 0)));
      if (name === 'delta') expect(found.patternChange).toEqual(difference);
    }
    expect(found.loss.before).toBeCloseTo(run.losses[2]!, 5);
    expect(found.accuracy.before).toBeCloseTo(run.accuracies[2]!, 6);
    await to(4);
    expect(second.loss.before).toBeCloseTo(run.losses[3]!, 5);
    const last = await fromTensors(run.state);
    for (const { name, change: size } of second.parameters) {
      const difference = last[name]!.map((value, i) => value - after[name]![i]!);
      expect(size).toBe(Math.sqrt(difference.reduce((sum, each) => sum + each * each, 0)));
    }
    steps.close();
  });

  test('lowers the loss of its own batch, and says what the sample makes of it', async () => {
    const { run, to } = training();
    await to(6);
    const found = await take(await stepsOf(run), { only: null, after: [] });
    expect(found.loss.after).toBeLessThan(found.loss.before);
    expect(found.batch).toBe(8);
    expect(found.moments).toBe(true);
    expect(found.learningRates).toEqual(run.learningRates(2));
    expect(found.sample.label).toBe(sample.label);
    for (const side of [found.sample.before, found.sample.after]) {
      expect(side.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 5);
    }
    expect(found.mask!.before).toHaveLength(found.mask!.height * found.mask!.width * 3);
    expect(found.mask!.after).not.toEqual(found.mask!.before);
  });

  test('moves the pattern alone, or the masks alone', async () => {
    const { run, to } = training();
    await to(3);
    const steps = await stepsOf(run);
    const pattern = await take(steps, { only: 'pattern', after: [] });
    expect(pattern.parameters.every(({ of, still }) => still === (of === 'mask'))).toBe(true);
    expect(pattern.parameters.every(({ still, change }) => still === (change === 0) || change === 0)).toBe(
      true,
    );
    expect(pattern.mask!.after).toEqual(pattern.mask!.before);
    expect(pattern.patternChange!.some((each) => each !== 0)).toBe(true);
    const mask = await take(steps, { only: 'mask', after: [] });
    expect(mask.parameters.every(({ of, still }) => still === (of === 'pattern'))).toBe(true);
    expect(mask.patternChange!.every((each) => each === 0)).toBe(true);
    expect(mask.mask!.after).not.toEqual(mask.mask!.before);
    // from the same start, so the same gradients; what both move is what the whole step moves
    const both = await take(steps, { only: null, after: [] });
    expect(mask.patternGradient).toEqual(both.patternGradient);
    expect(pattern.patternChange).toEqual(both.patternChange);
    steps.close();
  });

  test('has one answer for one way there, whatever was asked before', async () => {
    const { run, to } = training();
    await to(3);
    const steps = await stepsOf(run);
    const after: readonly StepOnly[] = ['pattern', 'mask', null];
    const gone = [];
    for (let i = 0; i < after.length; i++) {
      gone.push(await take(steps, { only: after[i]!, after: after.slice(0, i) }));
    }
    const onTheSame = await take(steps, { only: null, after });
    const anew = await take(await stepsOf(run), { only: null, after });
    expect(anew).toEqual(onTheSame);
    expect(anew.after).toEqual(after);
    expect(gone.map((one) => one.only)).toEqual(after);
    steps.close();
  });

  test('counts for held parameters as no step: their first one is as long as any first one', async () => {
    const { run, to } = training();
    await to(1);
    const model = { ...(await modelOf(run)), moments: null };
    const steps = new Steps(toyTask(dataset, backbone), model);
    const last = await take(steps, { only: 'mask', after: ['pattern', 'pattern'] });
    expect(last.moments).toBe(false);
    const weight = last.parameters.find(({ name }) => name === 'mask_generator.head.weight')!;
    // Adam's first step moves each value by the learning rate, whatever its gradient
    expect(weight.change / Math.sqrt(weight.count)).toBeCloseTo(last.learningRates.mask, 4);
    steps.close();
  });

  test('goes over into the next epoch with its batches and rates', async () => {
    const { run, to } = training();
    await to(4);
    const steps = await stepsOf(run);
    const after: StepOnly[] = [null, null, null, null, null, null];
    const found = await take(steps, { only: null, after });
    expect(found.learningRates).toEqual(run.learningRates(3));
    steps.close();
  });

  test('is refused where there is nothing to train, and after too many', async () => {
    const { run, to } = training();
    await to(1);
    const steps = await stepsOf(run);
    const after = Array.from({ length: 24 }, () => null);
    await expect(steps.take([sample], { only: null, after }, asking)).rejects.toThrow('at most 24');
    const model = await modelOf(run);
    const config = toyConfig({ baseline: 'unprompted' });
    const bare = new Steps(toyTask(dataset, backbone), { ...model, config, moments: null });
    await expect(bare.take([sample], { only: null, after: [] }, asking)).rejects.toThrow('nothing to train');
  });

  test('ends when nobody waits, and leaks nothing', async () => {
    const { run, to } = training();
    await to(2);
    const model = await modelOf(run);
    const task = toyTask(dataset, backbone);
    const leaked = await leakedTensors(async () => {
      const steps = new Steps(task, model);
      await take(steps, { only: null, after: [] });
      await take(steps, { only: 'mask', after: [null, 'pattern'] });
      let left = 2;
      const wanted = () => left-- > 0;
      const given = await steps.take(
        [sample],
        { only: null, after: ['mask', 'mask'] },
        { ...asking, wanted },
      );
      expect(given).toBeNull();
      steps.close();
      await modelOf(run);
      return [];
    });
    expect(leaked).toBe(0);
  });
});
