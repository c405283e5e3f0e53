import { expect, it } from 'vitest';
import { droppedFiles, droppedNetwork, sourceOf } from './given-files';

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

/** What a browser hands out of a dropped folder: parts of it at a time, and nothing at the end. */
const dropped = {
  file: (fullPath: string, contents: string | null = 'x') => ({
    isDirectory: false,
    fullPath,
    file: (give: (file: File) => void, fail: () => void) =>
      contents === null ? fail() : give(new File([contents], fullPath.split('/').at(-1)!)),
  }),
  folder: (fullPath: string, ...parts: readonly (readonly object[])[]) => ({
    isDirectory: true,
    fullPath,
    createReader() {
      const left = [...parts];
      return { readEntries: (give: (entries: readonly object[]) => void) => give(left.shift() ?? []) };
    },
  }),
};

const transfer = (entries: readonly (object | null)[], files: readonly File[] = []) =>
  ({ items: entries.map((entry) => ({ webkitGetAsEntry: () => entry })), files }) as unknown as DataTransfer;

it('takes all of a dropped folder, however deep and in however many parts, and leaves out what has gone', async () => {
  const { file, folder } = dropped;
  const runs = folder(
    '/sweep/runs',
    [file('/sweep/runs/a.safetensors'), file('/sweep/runs/gone.safetensors', null)],
    [file('/sweep/runs/a.json'), folder('/sweep/runs/empty')],
  );
  const found = await droppedFiles(transfer([folder('/sweep', [file('/sweep/results.parquet')], [runs])]));
  expect(found.map(({ path }) => path)).toEqual([
    'sweep/results.parquet',
    'sweep/runs/a.safetensors',
    'sweep/runs/a.json',
  ]);
  expect(await droppedFiles(transfer([folder('/sweep')]))).toEqual([]);
});

it('takes dropped files where a browser names no entries, and none of a dropped text', async () => {
  const loose = [new File(['x'], 'results.csv')];
  expect(await droppedFiles(transfer([null], loose))).toEqual([{ path: 'results.csv', file: loose[0] }]);
  expect(await droppedFiles(transfer([null]))).toEqual([]);
});
