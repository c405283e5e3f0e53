import { describe, expect, test } from 'vitest';
import { defaultSwitches } from '../core/ablation/registry';
import type { MethodConfig } from '../core/method-config';
import { measuredRun } from '../data/testing/measured-run';
import type { LabRun } from '../data/recorded-lab';
import { findings, labTables } from './lab-findings';

function labRun(seed: number, accuracy: number, change: Partial<MethodConfig> = {}): LabRun {
  const run = measuredRun({ seed, accuracy, source: 'recorded' });
  const method = { ...run.config.method, ...defaultSwitches, ...change };
  const none = new Float32Array();
  return {
    ...run,
    id: `${Object.values(change).join('-')}.seed-${seed}`,
    config: { ...run.config, method },
    label: '',
    recorded: '2026-01-01',
    curves: { losses: none, accuracies: none, epochs: run.epochs },
    sameAs: null,
    files: { pictures: null, weights: null },
  };
}

const runs = [
  ...[0.7, 0.72, 0.74].map((accuracy, seed) => labRun(seed, accuracy)),
  ...[0.6, 0.63, 0.63].map((accuracy, seed) => labRun(seed, accuracy, { baseline: 'full' })),
  labRun(0, 0.65, { masks: 'mean-image' }),
  labRun(0, 0.5, { side: 100 }),
];

describe('the findings', () => {
  const text = findings(runs);
  const row = (name: string) => text.split('\n').find((line) => line.startsWith(`| ${name}`))!;

  test('have a table for each block that was compared, in each setting', () => {
    expect(labTables(runs).map(({ rows }) => rows.length)).toEqual([3, 1]);
    expect(text.match(/^### /gm)).toHaveLength(2);
    expect(text).toMatch(/^## .*32 px/m);
  });

  test('say N, mean and spread, and the paired difference with its interval', () => {
    expect(row('SMM')).toMatch(/\| SMM \| 3 \| 72\.0 ± 2\.0 \| – \|/);
    expect(row('Full')).toMatch(/\| 3 \| 62\.0 ± 1\.7 \| −10\.0 \\\[−12\.5, −7\.5\\\] \|/);
  });

  test('mark controls, and label what is published', () => {
    expect(text).toMatch(/\(control\) \| 1 \| 65\.0 \| −5\.0 \|/);
    expect(row('SMM')).toMatch(/% \(Paper, table \d, .*mean of 11 datasets\)/);
  });
});
