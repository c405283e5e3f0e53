import { expect, it } from 'vitest';
import { droppedNetwork, sourceOf } from './given-files';

const at = (path: string) => ({ path, file: new File(['x'], path.split('/').at(-1)!) });

it('calls a folder by its name and takes it out of every path', () => {
  const source = sourceOf([at('pets/cat/1.png'), at('pets/dog/2.png')]);
  expect(source?.name).toBe('pets');
  expect(source?.files.map(({ path }) => path)).toEqual(['cat/1.png', 'dog/2.png']);
});

it('leaves the paths of several folders alone, whose names are classes', () => {
  const source = sourceOf([at('cat/1.png'), at('dog/2.png')]);
  expect(source?.files.map(({ path }) => path)).toEqual(['cat/1.png', 'dog/2.png']);
});

it('calls one file by its name', () => {
  expect(sourceOf([at('pets.zip')])).toMatchObject({ name: 'pets.zip', files: [{ path: 'pets.zip' }] });
  expect(sourceOf([])).toBeNull();
});

it('tells the weights of a network from pictures, where one such file was dropped alone', () => {
  const dropped = (...names: string[]) =>
    droppedNetwork({ files: names.map((name) => new File(['x'], name)) as never });
  expect(dropped('mine.SafeTensors')?.name).toBe('mine.SafeTensors');
  expect(dropped('pets.zip')).toBeNull();
  expect(dropped('mine.safetensors', 'cat.png')).toBeNull();
  expect(dropped()).toBeNull();
});
