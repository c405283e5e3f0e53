import { expect, test } from 'vitest';
import { PUBLISHED } from '../../../lib/normalisation';
import { unitText } from './unit-text';

test('a unit of all channels is written once', () => {
  expect(unitText(PUBLISHED)).toMatchObject({
    formulas: ['(v − 127) / 128'],
    means: ['0.498'],
    deviations: ['0.502'],
    from: '−0.99',
    to: '+1.00',
  });
});

test('where one channel differs, each is written, and black and white at their furthest', () => {
  const unit = { scale: 1, shift: [0.485, 0.456, 0.406], divisor: [0.229, 0.224, 0.225] } as const;
  const text = unitText(unit);
  expect(text.formulas).toEqual(['(v − 123.675) / 58.395', '(v − 116.28) / 57.12', '(v − 103.53) / 57.375']);
  expect(text.written(2, '7.0')).toBe('(7.0 − 103.53) / 57.375');
  expect([text.from, text.to]).toEqual(['−2.12', '+2.64']);
  expect(unitText({ ...PUBLISHED, shift: [127, 127, 100] }).formulas).toHaveLength(3);
});
