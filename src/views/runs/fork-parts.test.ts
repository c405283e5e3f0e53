import { expect, it } from 'vitest';
import { catalogues } from '../../messages/messages';
import { forkParts } from './fork-parts';

it('names whole parts by their name, and counts where only some of one went on', () => {
  const carried = ['delta', 'mask_generator.blocks.0.conv.weight'];
  const fresh = ['mask_generator.head.weight', 'mask_generator.head.bias'];
  expect(forkParts({ carried, fresh }, catalogues.en)).toEqual({
    carried: ['pattern δ', 'mask network (1 of 3 tensors)'],
    fresh: ['mask network (2 of 3 tensors)'],
  });
  expect(forkParts({ carried: ['delta'], fresh: ['mask'] }, catalogues.en)).toEqual({
    carried: ['pattern δ'],
    fresh: ['shared mask'],
  });
});
