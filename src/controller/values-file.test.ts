import { expect, it } from 'vitest';
import { floatsOf, parseSafetensors } from '../data/safetensors';
import { config } from '../store/testing';
import { valuesFile } from './values-file';

it('writes every stage that there is at full precision, as explain does', () => {
  const values = Float32Array.from({ length: 12 }, (_, i) => i / 7);
  const field = { width: 2, height: 2, values };
  const stages = { resized: field, mask: field, pattern: field, prompted: null };
  const file = parseSafetensors(valuesFile({ config, sampleId: 'own/cat.png', step: 7, stages }), 'The file');
  expect([...file.tensors].map(([name, { shape }]) => [name, shape])).toEqual([
    ['mask', [1, 2, 2, 3]],
    ['pattern', [2, 2, 3]],
    ['resized', [1, 2, 2, 3]],
  ]);
  expect(floatsOf(file.tensors.get('mask')!)).toEqual(values);
  expect(file.metadata).toMatchObject({ images: '["own/cat.png"]', step: '7' });
});
