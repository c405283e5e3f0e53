import type { Half } from './format';

const TRAIN = ['train', 'training'];
/** the first of these that is there is tested on; the others are left alone */
const TEST = ['test', 't10k', 'testing', 'validation', 'valid', 'val'];

/** Which words for the two halves a set of names uses. */
export interface HalfWords {
  halfOf(word: string): Half | 'unused' | null;
}

/** @param words everything that may be such a word, in lower case */
export function halfWords(words: ReadonlySet<string>): HalfWords {
  const tested = TEST.find((word) => words.has(word)) ?? null;
  return {
    halfOf(word) {
      if (TRAIN.includes(word)) return 'train';
      if (word === tested) return 'test';
      return TEST.includes(word) ? 'unused' : null;
    },
  };
}

/** The words of a file's path: `data/train-00000-of-00002.parquet` has "data", "train", … */
export function wordsOf(path: string): string[] {
  return path
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
}

/**
 * The half of a path by its own words alone.
 * @returns undefined where it depends on which other words there are
 */
export function halfAlone(path: string): Half | null | undefined {
  const word = wordsOf(path).findLast((one) => TRAIN.includes(one) || TEST.includes(one));
  if (word === undefined) return null;
  if (TRAIN.includes(word)) return 'train';
  return word === TEST[0] ? 'test' : undefined;
}

/** The half of each path, by the words in it. */
export function halvesOf(paths: readonly string[]): (path: string) => Half | 'unused' | null {
  const words = halfWords(new Set(paths.flatMap(wordsOf)));
  return (path) => {
    for (const word of wordsOf(path).reverse()) {
      const half = words.halfOf(word);
      if (half) return half;
    }
    return null;
  };
}
