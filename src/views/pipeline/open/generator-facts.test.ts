import { expect, test } from 'vitest';
import { stagePlaces, type StageFacts } from './generator-facts';
import type { FeatureMap } from '../../../data/inspection';

const map = (kind: FeatureMap['kind'], index: number): FeatureMap => ({
  kind,
  index,
  height: 1,
  width: 1,
  channels: 1,
  values: new Float32Array(1),
  receptive: { size: 1, stride: 1, before: 0 },
});
const fact = (outputs: number): StageFacts => ({
  operations: ['dense'],
  inputs: 1,
  outputs,
  parameters: outputs,
  pools: false,
});

test('a thumbnail of r(x) is a stage of its own, and the layers after it keep their own facts', () => {
  const facts = [fact(5), fact(7)];
  const maps = [map('input', 0), map('input', 1), map('layer', 0), map('head', 0)];
  const places = stagePlaces(maps, facts);
  expect(places.map(({ map: of, facts: own }) => [of?.kind, own?.outputs])).toEqual([
    ['input', undefined],
    ['input', undefined],
    ['layer', 5],
    ['head', 7],
  ]);
  expect(stagePlaces(null, facts)).toHaveLength(3);
});
