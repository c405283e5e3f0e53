import { expect, it } from 'vitest';
import { arrangeDefaults } from '../../data/own/arrange';
import { bringBack, leftOutClasses, renameClass } from './class-edits';

const none = arrangeDefaults;
const classes = ['cat', 'dog'];

it('renames a class by its label, and takes the change back when it gets its own name again', () => {
  const once = renameClass(none, null, { from: 'cat', to: 'Katze', classes });
  expect(once.renamed).toEqual([['cat', 'Katze']]);
  expect(renameClass(once, null, { from: 'Katze', to: 'cat', classes: ['Katze', 'dog'] }).renamed).toEqual(
    [],
  );
});

it('finds the number of a class that came with a list of names', () => {
  expect(renameClass(none, ['shirt', 'bag'], { from: 'bag', to: 'case', classes: [] }).renamed).toEqual([
    ['1', 'case'],
  ]);
});

it('renames all that were joined, whatever they were called', () => {
  const joined = renameClass(none, null, { from: 'cat', to: 'dog', classes });
  const renamed = renameClass(joined, null, { from: 'dog', to: 'pet', classes: ['dog'] }).renamed;
  expect(new Map(renamed)).toEqual(
    new Map([
      ['cat', 'pet'],
      ['dog', 'pet'],
    ]),
  );
});

it('leaves a class out with the pictures that were put into it by hand, and brings it back', () => {
  const labelled = { ...none, relabelled: [[7, 'cat'] as const] };
  const out = renameClass(labelled, null, { from: 'cat', to: null, classes });
  expect(out).toEqual({ renamed: [['cat', null]], relabelled: [[7, 'cat']] });
  expect(leftOutClasses(out, null)).toEqual([{ label: 'cat', name: 'cat' }]);
  expect(bringBack({ ...none, ...out }, 'cat').renamed).toEqual([]);
});

it('leaves out a class that was renamed, and nothing that never was', () => {
  const renamed = { ...none, ...renameClass(none, null, { from: 'cat', to: 'Katze', classes }) };
  const out = renameClass(renamed, null, { from: 'Katze', to: null, classes: ['Katze', 'dog'] });
  expect(leftOutClasses(out, null)).toEqual([{ label: 'cat', name: 'cat' }]);
});
