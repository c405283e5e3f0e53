/**
 * The datasets under public/datasets: dataset.json and sheets, made by scripts/assets/datasets.py.
 * A sheet is a grid of equal tiles in rows, the last row may be short; a split is its sheets one after another.
 */
import { sha256 } from '../lib/sha256';
import { UserError } from '../lib/user-error';
import { datasetHash, nativeSideOf, type Dataset, type Split } from './dataset';
import { parseDescription, type DatasetDescription, type SheetDescription } from './dataset-description';
import { folderName } from './folder-name';
import { decodePng } from './png';
import { decodeText, type OnProgress, type ReadFile } from './read-file';

/**
 * @param read reads below the folder that holds all datasets (public/datasets)
 * @param name the dataset's folder
 * @throws UserError when a file is missing its bytes or is not the one that was built
 */
export async function loadEmbeddedDataset(
  read: ReadFile,
  name: string,
  onProgress: OnProgress = () => undefined,
): Promise<Dataset> {
  const path = `${folderName(name, 'dataset')}/dataset.json`;
  const description = parseDescription(decodeText(await read(path), path), path);
  const { splits } = description;
  const total = [...splits.train.sheets, ...splits.test.sheets].reduce((sum, sheet) => sum + sheet.bytes, 0);
  let done = 0;
  onProgress(done, total);
  const load = async (half: 'train' | 'test'): Promise<PackedSplit> => {
    const { sheets, labels, count } = splits[half];
    checkLabels(description, half);
    const size = description.side ** 2 * description.channels;
    const pixels = new Uint8Array(count * size);
    let first = 0;
    for (const sheet of sheets) {
      const file = `${name}/${sheet.file}`;
      const bytes = await read(file);
      checkSheet(bytes, sheet, file);
      cutTiles(bytes, description, sheet, pixels.subarray(first * size, (first + sheet.count) * size));
      first += sheet.count;
      done += sheet.bytes;
      onProgress(done, total);
    }
    return { labels: Int32Array.from(labels), pixels };
  };
  const [train, test] = [await load('train'), await load('test')];
  return {
    name: description.name,
    title: description.title,
    classes: description.classes,
    nativeSide: nativeSideOf(description.side),
    train: splitOf(train, description),
    test: splitOf(test, description),
    licence: description.licence,
    notice: description.notice,
    hash: datasetHash([train.labels, train.pixels, test.labels, test.pixels]),
  };
}

interface PackedSplit {
  readonly labels: Int32Array;
  /** [count, side, side, channels] */
  readonly pixels: Uint8Array;
}

function splitOf({ labels, pixels }: PackedSplit, { side, channels }: DatasetDescription): Split {
  const size = side ** 2 * channels;
  return {
    count: labels.length,
    labels,
    raster: (index) => ({
      width: side,
      height: side,
      channels,
      data: pixels.subarray(index * size, (index + 1) * size),
    }),
  };
}

function checkLabels({ name, splits, classes }: DatasetDescription, half: 'train' | 'test'): void {
  const { count, labels, sheets } = splits[half];
  const tiles = sheets.reduce((sum, sheet) => sum + sheet.count, 0);
  const fits = labels.length === count && tiles === count && labels.every((label) => label < classes.length);
  if (!fits) {
    throw new UserError(
      `${name}/dataset.json contradicts itself about its ${half} split; install or build the app anew.`,
    );
  }
}

function checkSheet(bytes: Uint8Array, sheet: SheetDescription, file: string): void {
  if (sha256([bytes]) !== sheet.sha256) {
    throw new UserError(
      `${file} is not the file this dataset was made with (${bytes.length} of ${sheet.bytes} bytes). Reload the page; if that does not help, install or build the app anew.`,
    );
  }
}

/** @param target [count, side, side, channels] */
function cutTiles(
  bytes: Uint8Array<ArrayBuffer>,
  { side, channels }: DatasetDescription,
  { file, columns, rows, count }: SheetDescription,
  target: Uint8Array,
): void {
  const sheet = decodePng(bytes);
  if (sheet.width !== columns * side || sheet.height !== rows * side || sheet.channels !== channels) {
    throw new UserError(`${file} has another size than dataset.json says; install or build the app anew.`);
  }
  const perRow = side * channels;
  const line = new Float32Array(columns * perRow);
  for (let y = 0; y < Math.ceil(count / columns) * side; y++) {
    sheet.row(y, line);
    const firstTile = Math.floor(y / side) * columns;
    for (let column = 0; column < columns && firstTile + column < count; column++) {
      const start = ((firstTile + column) * side + (y % side)) * perRow;
      target.set(line.subarray(column * perRow, (column + 1) * perRow), start);
    }
  }
}
