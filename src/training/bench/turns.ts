import type { Clock } from '../eta';

/** A program that does the same work again and again. */
export interface Contestant {
  readonly name: string;
  readonly threads: number;
  /** does it once and says how long it took, in milliseconds */
  turn(): Promise<number>;
}

/** A contestant whose work runs in this process. */
export function timed(
  { name, threads, run }: { name: string; threads: number; run: () => Promise<void> },
  clock: Clock,
): Contestant {
  return {
    name,
    threads,
    async turn() {
      const start = clock();
      await run();
      return clock() - start;
    },
  };
}

/** A slow or busy machine gets fewer turns, so that the bench stays short: no new one after this, in milliseconds. */
const PATIENCE = 6_000;
const FEWEST_TURNS = 2;

/**
 * Takes turns, so that a busy moment of the machine meets everybody. One unmeasured turn each comes first.
 * @param turns at most
 * @returns the times of each contestant, turn by turn
 */
export async function timesInTurns(
  contestants: readonly Contestant[],
  { turns, clock }: { turns: number; clock: Clock },
): Promise<number[][]> {
  for (const contestant of contestants) await contestant.turn();
  const times = contestants.map((): number[] => []);
  const start = clock();
  for (let turn = 0; turn < turns; turn++) {
    if (turn >= FEWEST_TURNS && clock() - start > PATIENCE) break;
    for (const [index, contestant] of contestants.entries()) times[index]!.push(await contestant.turn());
  }
  return times;
}
