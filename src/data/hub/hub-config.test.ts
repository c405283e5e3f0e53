import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hubConfig } from './hub-config';

const read = (config: unknown, classes = 2) => hubConfig(JSON.stringify(config), classes);
const nothing = { classNames: null, normalisation: null };

it('reads what timm writes, in either of its places', () => {
  const unit = { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] };
  const normalisation = { scale: 1, shift: unit.mean, divisor: unit.std };
  const names = { label_names: ['n1', 'n2'], label_descriptions: { n1: 'tench', n2: 'goldfish' } };
  const classNames = ['tench', 'goldfish'];
  expect(read({ num_classes: 2, ...names, pretrained_cfg: unit })).toEqual({ classNames, normalisation });
  expect(read({ pretrained_cfg: { ...unit, ...names } })).toEqual({ classNames, normalisation });
  expect(read({ label_names: ['n1', 'n2'] }).classNames).toEqual(['n1', 'n2']);
});

it('reads the labels of transformers, in the order of their numbers', () => {
  expect(read({ id2label: { 1: 'dog', 0: 'cat' } }).classNames).toEqual(['cat', 'dog']);
  expect(read({ id2label: { 0: 'LABEL_0', 1: 'LABEL_1' } })).toEqual(nothing);
  expect(read({ id2label: { 0: 'cat', 2: 'dog' } })).toEqual(nothing);
});

it.each([
  ['names of another count', { label_names: ['a', 'b', 'c'] }],
  ['a unit that would divide by nothing', { pretrained_cfg: { mean: [0, 0, 0], std: [0, 1, 1] } }],
  ['a unit of one number', { pretrained_cfg: { mean: 0.5, std: 0.5 } }],
  ['no object', 7],
  ['a list', []],
])('takes nothing from %s', (_, config) => {
  expect(read(config)).toEqual(nothing);
});

it('takes nothing from what is no JSON, and pollutes nothing', () => {
  expect(hubConfig('<html>', 2)).toEqual(nothing);
  const text =
    '{"__proto__":{"polluted":1},"label_descriptions":{"__proto__":"x"},"label_names":["a","__proto__"]}';
  expect(hubConfig(text, 2).classNames?.[0]).toBe('a');
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

it('whatever stands there gives one name for each class, or none', () => {
  fc.assert(
    fc.property(fc.json(), fc.integer({ min: 1, max: 5 }), (text, classes) => {
      const { classNames } = hubConfig(text, classes);
      expect(classNames === null || classNames.length === classes).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
