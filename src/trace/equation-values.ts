import { normalise } from '../lib/normalisation';
import { channelIndices, valueAt, type Cell, type ChannelIndex } from '../ui/pictures/field';
import type { Bench } from './bench';

/** The numbers of x̃ = r(x) + δ ⊙ m(x) at one pixel of one channel. */
export interface EquationValues {
  readonly channel: ChannelIndex;
  readonly resized: number;
  /** δ; null without a pattern */
  readonly pattern: number | null;
  /** m(x), or M; null without a mask */
  readonly mask: number | null;
  /** in the units of `resized`; null while unknown */
  readonly prompted: number | null;
  /** what the network gets, where that is another unit (Pad) */
  readonly normalised: number | null;
}

export function equationAt(bench: Bench, cell: Cell): readonly EquationValues[] {
  return channelIndices.map((channel) => {
    const prompted = bench.prompted && valueAt(bench.prompted, cell, channel);
    return {
      channel,
      resized: valueAt(bench.resized, cell, channel),
      pattern: bench.pattern && valueAt(bench.pattern, cell, channel),
      mask: maskAt(bench, cell, channel),
      prompted,
      normalised:
        bench.units === 'unit' && prompted !== null
          ? normalise(bench.normalisation, prompted, channel)
          : null,
    };
  });
}

function maskAt({ maskFull, frame, side }: Bench, cell: Cell, channel: ChannelIndex): number | null {
  if (maskFull) return valueAt(maskFull, cell, channel);
  return frame ? frame[cell.row * side + cell.column]! : null;
}
