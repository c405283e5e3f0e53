import { createRandom } from '../../lib/random';
import type { Dataset, Split } from '../../data/dataset';

/** Two classes of 8×8 grey pictures, plain or striped, with noise: learnable in a few steps. */
export function toyDataset({ train = 24, test = 10 }: { train?: number; test?: number } = {}): Dataset {
  return {
    name: 'toy',
    title: 'Toy',
    classes: ['plain', 'striped'],
    nativeSide: 8,
    train: toySplit(train, 'train'),
    test: toySplit(test, 'test'),
    licence: 'none',
    notice: '',
    hash: 'toy',
  };
}

function toySplit(count: number, stream: string): Split {
  const random = createRandom(1, stream);
  const labels = Int32Array.from({ length: count }, (_, index) => index % 2);
  const pictures = Array.from(labels, (label) =>
    Uint8Array.from({ length: 64 }, (_, pixel) => {
      const stripe = label === 1 && pixel % 4 < 2;
      return Math.floor((stripe ? 30 : 170) + 60 * random.uniform());
    }),
  );
  return {
    count,
    labels,
    raster: (index) => ({ width: 8, height: 8, channels: 1, data: pictures[index]! }),
  };
}
