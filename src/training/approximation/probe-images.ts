import type { Dataset, Split } from '../../data/dataset';
import { UserError } from '../../lib/user-error';

/**
 * The fixed probe set S: the first images of each class of a training split, equally many of each, classes taking
 * turns. The same for every variant and seed.
 * @param options.limit of the training images, the first so many; null = all
 * @throws UserError when the split has too few of a class
 */
export function probeImages(
  { train, classes }: Pick<Dataset, 'train' | 'classes'>,
  { size, limit }: { readonly size: number; readonly limit: number | null },
): Split {
  const each = Math.floor(size / classes.length);
  const count = Math.min(train.count, limit ?? train.count);
  const ofClass = classes.map((_, label) =>
    Array.from(train.labels.subarray(0, count).entries()).flatMap(([index, own]) =>
      own === label ? [index] : [],
    ),
  );
  const least = Math.min(...ofClass.map(({ length }) => length));
  if (each < 1 || least < each) {
    throw new UserError(
      `A probe of ${size} images takes ${Math.max(1, each)} of each class, and there are ${least} of one. Choose a probe of ${classes.length} to ${least * classes.length} images.`,
    );
  }
  const indices = Array.from({ length: each }, (_, turn) => ofClass.map((own) => own[turn]!)).flat();
  return {
    count: indices.length,
    labels: Int32Array.from(indices, (index) => train.labels[index]!),
    raster: (index) => train.raster(indices[index]!),
  };
}
