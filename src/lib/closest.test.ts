import { expect, test } from 'vitest';
import { closest, editDistance, suggestion } from './closest';

test('counts insertions, deletions and replacements', () => {
  expect(editDistance('', 'abc')).toBe(3);
  expect(editDistance('kitten', 'sitting')).toBe(3);
  expect(editDistance('full', 'full')).toBe(0);
});

test('finds the word that was meant and none for a stranger', () => {
  expect(closest('fashion-mnsit', ['fashion-mnist', 'fashion-colour'])).toBe('fashion-mnist');
  expect(closest('imagenet', ['pad', 'full'])).toBeUndefined();
});

test('says what can be chosen', () => {
  expect(suggestion('ful', ['smm', 'full'])).toBe('Did you mean "full"? Choose one of: smm, full.');
});
