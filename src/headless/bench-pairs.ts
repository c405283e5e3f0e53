import { spreadOf, type TimedPair } from './bench-report';
import type { StepSize } from './bench-step';

/** One of two programs that take the same step. */
export interface Contestant {
  readonly name: string;
  /** takes one step and says how long it took, in milliseconds */
  step(): Promise<number>;
}

/** A contestant whose step runs in this process. */
export function timed(name: string, run: () => Promise<void>): Contestant {
  return {
    name,
    async step() {
      const start = performance.now();
      await run();
      return performance.now() - start;
    },
  };
}

/** A slow or busy machine gets fewer pairs, so that the bench stays short: no new one after this, in milliseconds. */
const PATIENCE = 10_000;
const FEWEST_PAIRS = 2;

/**
 * Steps in turns, so that a busy moment of the machine meets both; the speed-up is taken pair by pair.
 * One unmeasured step each comes first.
 * @param pairs at most
 */
export async function timedInTurns({
  ours,
  other,
  pairs,
  size,
  note,
}: {
  ours: Contestant;
  other: Contestant;
  pairs: number;
  size: StepSize;
  note: string;
}): Promise<TimedPair> {
  await ours.step();
  await other.step();
  const ourTimes: number[] = [];
  const otherTimes: number[] = [];
  const start = performance.now();
  for (let pair = 0; pair < pairs; pair++) {
    if (pair >= FEWEST_PAIRS && performance.now() - start > PATIENCE) break;
    ourTimes.push(await ours.step());
    otherTimes.push(await other.step());
  }
  return {
    ours: { name: ours.name, milliseconds: spreadOf(ourTimes) },
    other: { name: other.name, milliseconds: spreadOf(otherTimes) },
    speedup: spreadOf(otherTimes.map((time, pair) => time / ourTimes[pair]!)),
    ...size,
    note,
  };
}
