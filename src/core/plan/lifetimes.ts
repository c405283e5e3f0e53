/**
 * Which operands of a plan may share a buffer: those that are never needed at the same time. The largest operands choose
 * first, so no buffer is larger than its first operand (Pisarchyk & Lee, "Efficient Memory Management for Deep Neural Net
 * Inference", arXiv 2001.03288: greedy by size). Which of several free buffers an operand takes decides whether later
 * ones still find a place: of a number of draws the one that needs the fewest bytes is kept. The seed is fixed, so the
 * layout is the same everywhere.
 *
 * A pass never finds its result in the buffer of one of its inputs: WebGPU forbids a dispatch to read and write one
 * buffer through two bindings.
 */
import { createRandom } from '../../lib/random';
import { bytesOf, operandsOf, resultsOf, type Operand, type Pass } from './pass';

export interface Layout {
  /** bytes of each shared buffer, largest first */
  readonly buffers: readonly number[];
  /** which of them a work operand lies in, at its start */
  readonly bufferOf: ReadonlyMap<Operand, number>;
}

/** First and last pass, both included, that an operand is bound by. */
interface Lifetime {
  readonly first: number;
  last: number;
}

/** Draws: for EfficientNet-Lite0 at side 224 the best of so many is as good as the best of three thousand. */
const DRAWS = 256;

/** @throws where a work operand is read before anything has written it */
export function layOut(passes: readonly Pass[]): Layout {
  const lifetimes = lifetimesOf(passes);
  const bySize = [...lifetimes].sort(([one], [other]) => bytesOf(other) - bytesOf(one));
  const random = createRandom(0, 'layout');
  const draws = Array.from({ length: DRAWS }, () => draw(bySize, () => random.uniform()));
  return draws.reduce((best, one) => (total(one) < total(best) ? one : best));
}

/** @param uniform draws from [0, 1) */
function draw(bySize: readonly (readonly [Operand, Lifetime])[], uniform: () => number): Layout {
  const buffers: { readonly bytes: number; readonly taken: Lifetime[] }[] = [];
  const bufferOf = new Map<Operand, number>();
  for (const [operand, lifetime] of bySize) {
    const free = buffers.flatMap(({ taken }, index) =>
      taken.every((other) => apart(other, lifetime)) ? [index] : [],
    );
    const chosen =
      free[Math.floor(uniform() * free.length)] ?? buffers.push({ bytes: bytesOf(operand), taken: [] }) - 1;
    buffers[chosen]!.taken.push(lifetime);
    bufferOf.set(operand, chosen);
  }
  return { buffers: buffers.map(({ bytes }) => bytes), bufferOf };
}

function total({ buffers }: Layout): number {
  return buffers.reduce((sum, bytes) => sum + bytes, 0);
}

function lifetimesOf(passes: readonly Pass[]): ReadonlyMap<Operand, Lifetime> {
  const lifetimes = new Map<Operand, Lifetime>();
  passes.forEach((pass, index) => {
    const written = resultsOf(pass);
    for (const operand of operandsOf(pass)) {
      if (operand.place !== 'work') continue;
      const lifetime = lifetimes.get(operand);
      if (lifetime) lifetime.last = index;
      else if (written.includes(operand)) lifetimes.set(operand, { first: index, last: index });
      else throw new Error(`${pass.program.name} reads what nothing has written.`);
    }
  });
  return lifetimes;
}

function apart(one: Lifetime, other: Lifetime): boolean {
  return one.last < other.first || other.last < one.first;
}
