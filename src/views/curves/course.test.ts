import { expect, it } from 'vitest';
import { config, runView } from '../../store/testing';
import { english } from '../../messages/english/english';
import { runTone } from '../../store/selectors';
import { coursesOf } from './course';

const full = { ...config, method: { ...config.method, baseline: 'full' as const } };

it('gives the reference the accent and every other method the second colour', () => {
  const courses = coursesOf(
    [runView({ id: 'a' }), runView({ id: 'b', label: 'Full', config: full })],
    english,
    (run) => ({ tone: runTone(run), sign: '' }),
  );
  expect(courses.map(({ name, tone }) => [name, tone])).toEqual([
    ['SMM', 'accent'],
    ['Full', 'second'],
  ]);
});

it('tells runs of one name apart by where they come from', () => {
  const courses = coursesOf(
    [runView({ id: 'a', origin: 'recorded' }), runView({ id: 'b' })],
    english,
    () => ({
      tone: 'accent',
      sign: '',
    }),
  );
  expect(courses.map(({ name }) => name)).toEqual(['SMM', 'SMM live']);
});

it('says which side a run stands on, in the colour of that side', () => {
  const courses = coursesOf(
    [runView({ id: 'a', origin: 'recorded' }), runView({ id: 'b' })],
    english,
    ({ id }) => (id === 'a' ? { tone: 'accent', sign: 'A' } : { tone: 'second', sign: 'B' }),
  );
  expect(courses.map(({ name, tone }) => [name, tone])).toEqual([
    ['A SMM', 'accent'],
    ['B SMM live', 'second'],
  ]);
});
