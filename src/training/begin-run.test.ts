import { expect, test } from 'vitest';
import { checkRun } from './begin-run';
import { toyConfig } from './testing/toy-run';
import { toyDataset } from './testing/toy-task';

test('a side that the backbone cannot cut into its patches is refused with those beside it', () => {
  const dataset = toyDataset();
  const check = (side: number, sideStep: number): void =>
    checkRun(toyConfig({ side }), { dataset, backbone: { classes: 24, sideStep } });
  expect(() => check(64, 32)).not.toThrow();
  expect(() => check(65, 1)).not.toThrow();
  expect(() => check(100, 32)).toThrow('Choose 96 or 128.');
});
