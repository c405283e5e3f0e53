import type { Tensor } from '../core/tf';
import type { Clock } from './eta';

interface TimedTurns<Ready> {
  /** turns that compile and fill caches, and do not count */
  readonly warmUp: number;
  readonly measured: number;
  readonly clock: Clock;
  readonly breathe: () => Promise<void>;
  /** what a turn, by its number, needs at hand before the clock runs */
  ready(turn: number): Ready;
}

/**
 * Median of some turns in milliseconds. Each ends with a value read back, so the device has done the work.
 * @param once its result is disposed
 */
export async function medianTime<Ready>(
  { warmUp, measured, clock, breathe, ready }: TimedTurns<Ready>,
  once: (ready: Ready) => Promise<Tensor>,
): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < warmUp + measured; turn++) {
    const given = ready(turn);
    const began = clock();
    const result = await once(given);
    await result.data();
    if (turn >= warmUp) times.push(clock() - began);
    result.dispose();
    await breathe();
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)]!;
}
