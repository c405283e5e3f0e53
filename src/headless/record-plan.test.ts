import { expect, test } from 'vitest';
import { blocks } from '../core/ablation/registry';
import { RECORDED_TASK, recordPlan } from './record-plan';

const classes = Array.from({ length: 10 }, (_, index) => `class ${index}`);
const plan = recordPlan({ nativeSide: 28, classes });
const seedsOf = (wanted: string) =>
  plan.filter(({ name }) => name === wanted).map(({ config }) => config.training.seed);

test('holds every variant of every block of the plan, with the seeds that its role asks for', () => {
  expect(seedsOf('reference')).toEqual([0, 1, 2]);
  for (const block of blocks) {
    if (block.id === 'mapping') continue;
    for (const { id, role } of block.variants) {
      const expected = { default: [], variant: [0, 1, 2], control: [0], demonstration: [0] }[role];
      expect(seedsOf(`${block.id}-${id}`), id).toEqual(expected);
    }
  }
});

test('does not train what is the reference by construction, and compares it where it is not', () => {
  const copies = plan.filter(({ sameAs }) => sameAs !== null);
  expect(new Set(copies.map(({ name }) => name))).toEqual(new Set(['interpolation-nearest']));
  expect(copies.every(({ sameAs, pictures }) => sameAs === 'reference' && !pictures)).toBe(true);
  for (const name of ['reference', 'interpolation-bilinear', 'interpolation-nearest']) {
    expect(seedsOf(`side-60-${name}`)).toEqual([0, 1, 2]);
  }
  expect(plan.find(({ name }) => name === 'side-60-interpolation-nearest')!.sameAs).toBeNull();
});

test('names each run once, trains all on one task, and begins with the first seed of all', () => {
  const ids = plan.map(({ name, config }) => `${name} ${config.training.seed}`);
  expect(new Set(ids).size).toBe(plan.length);
  for (const { config } of plan) {
    const { epochs, batch } = config.training;
    expect({ epochs, batch, data: config.data }).toEqual({
      epochs: RECORDED_TASK.epochs,
      batch: RECORDED_TASK.batch,
      data: RECORDED_TASK.data,
    });
  }
  const seeds = plan.map(({ config }) => config.training.seed);
  expect(seeds).toEqual([...seeds].sort());
});

test('asks for the approximation proxy of the reference, shared masks and frames', () => {
  const asked = plan.filter(({ approximation }) => approximation).map(({ name }) => name);
  expect(asked).toContain('reference');
  expect(asked).toContain('masks-shared-binary');
  expect(asked).toContain('baseline-full');
  expect(asked).not.toContain('generator-mlp');
});
