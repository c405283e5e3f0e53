import { createRandom } from '../../lib/random';
import type { Dataset, Split } from '../../data/dataset';

/** Two classes of 8×8 grey pictures, bright at the top or at the bottom, with noise: learnable in a few steps. */
export function toyDataset({ train = 24, test = 10 }: { train?: number; test?: number } = {}): Dataset {
  return {
    name: 'toy',
    title: 'Toy',
    classes: ['top', 'bottom'],
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
      const bright = pixel < 32 === (label === 0);
      return Math.floor((bright ? 180 : 30) + 60 * random.uniform());
    }),
  );
  return {
    count,
    labels,
    raster: (index) => ({ width: 8, height: 8, channels: 1, data: pictures[index]! }),
  };
}
