/** Serialisable state of a generator: four unsigned 32-bit integers. */
export type RandomState = readonly [number, number, number, number];

/** A seeded source of randomness. Everything random in a run is drawn from one of these, so a seed is a run. */
export interface Random {
  /** in [0, 1), on a grid of 2^-32 */
  uniform(): number;
  /** unbiased, 0..count−1 */
  integer(count: number): number;
  /** 0..count−1 in random order (Fisher–Yates) */
  permutation(count: number): Int32Array;
  /** where the generator stands now; `restoreRandom` goes on from there */
  state(): RandomState;
}

const RANGE = 2 ** 32;

/**
 * A generator of its own for each purpose: drawing more from one stream never shifts another.
 * @param seed any integer
 * @param stream what the numbers are for, e.g. `batch order`
 */
export function createRandom(seed: number, stream: string): Random {
  const random = restoreRandom(hash(`${seed}/${stream}`));
  // sfc32 needs a few rounds until its counter has reached every word.
  for (let round = 0; round < 12; round++) random.uniform();
  return random;
}

/** Goes on from a stored state (sfc32: C. Doty-Humphrey, PractRand; period at least 2^32, passes BigCrush). */
export function restoreRandom([first, second, third, fourth]: RandomState): Random {
  // a, b, c and the counter; as variables of this closure each new number would be a new object on the heap
  const words = Int32Array.of(first, second, third, fourth);

  const next = (): number => {
    const b = words[1]!;
    const c = words[2]!;
    const result = (((words[0]! + b) | 0) + words[3]!) | 0;
    words[3]! += 1;
    words[0] = b ^ (b >>> 9);
    words[1] = c + (c << 3);
    words[2] = ((c << 21) | (c >>> 11)) + result;
    return result >>> 0;
  };

  // the last bound: most who draw ask for one bound again and again, and 2^32 % count is no whole-number division
  let bound = 1;
  let unbiased = RANGE;
  const integer = (count: number): number => {
    if (count !== bound) {
      bound = count;
      unbiased = RANGE - (RANGE % count);
    }
    let draw = next();
    while (draw >= unbiased) draw = next();
    return draw % count;
  };

  return {
    uniform: () => next() / RANGE,
    integer,
    permutation(count) {
      const order = Int32Array.from({ length: count }, (_, index) => index);
      for (let last = count - 1; last > 0; last--) {
        const other = integer(last + 1);
        [order[last], order[other]] = [order[other]!, order[last]!];
      }
      return order;
    },
    state: () => [words[0]! >>> 0, words[1]! >>> 0, words[2]! >>> 0, words[3]! >>> 0],
  };
}

/** Spreads a text over four words: FNV-1a with four different primes, then a finishing shuffle of the bits. */
function hash(text: string): RandomState {
  const words = [0x01000193, 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f].map((prime, index) => {
    let word = 0x811c9dc5 ^ index;
    for (const character of text) word = Math.imul(word ^ character.codePointAt(0)!, prime);
    word = Math.imul(word ^ (word >>> 16), 0x7feb352d);
    word = Math.imul(word ^ (word >>> 15), 0x846ca68b);
    return (word ^ (word >>> 16)) >>> 0;
  });
  return [words[0]!, words[1]!, words[2]!, words[3]!];
}
