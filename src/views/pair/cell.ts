import type { Messages } from '../../messages/messages';
import type { Theme } from '../../lib/diverging';
import type { PairStage } from '../../trace/pair-stages';
import type { ChannelIndex, Field } from '../../ui/pictures/field';
import { divergingPixels, naturalPixels, signedPixels, type Pixels } from '../../ui/pictures/pixels';
import type { Drawn } from './use-pair';

/** How one cell of A | B is drawn, and what it says where it cannot be. */
export type CellSide = 'a' | 'b' | 'difference';

interface Place {
  readonly drawn: Drawn;
  readonly stage: PairStage;
  readonly side: CellSide;
}

/** The pattern as it is, not round mid grey: Pad's lies within valid pixels. */
function isBounded({ drawn, side }: Place): boolean {
  return side !== 'difference' && drawn[side].part.pattern === 'pixels';
}

/** Times that a cell is amplified, null where that is no question; and the step that its values were stored at. */
export function gainOfCell(place: Place): { readonly gain: number | null; readonly storedAt: number } {
  const { drawn, stage, side } = place;
  const { snapshot } = drawn.pair[side === 'b' ? 'b' : 'a'];
  const storedAt = stage.id === 'pattern' ? (snapshot.patternStep ?? snapshot.step) : snapshot.step;
  if (stage.id === 'mask') return { gain: null, storedAt };
  if (side === 'difference') return { gain: drawn.ranges.differenceGains[stage.id], storedAt };
  if (stage.id === 'resized' || stage.id === 'prompted' || isBounded(place)) return { gain: null, storedAt };
  return { gain: drawn.ranges.gains[stage.id], storedAt };
}

export function pixelsOfCell(
  field: Field,
  { channel, theme, ...place }: Place & { readonly channel: ChannelIndex | 'all'; readonly theme: Theme },
): Pixels {
  const { drawn, stage, side } = place;
  const { ranges } = drawn;
  if (stage.id === 'mask') {
    const limit = side === 'difference' ? ranges.differenceLimit : ranges.limit;
    return divergingPixels(field, { channel: channel === 'all' ? 0 : channel, limit, theme });
  }
  if (side !== 'difference') {
    const natural = stage.id === 'resized' || stage.id === 'prompted';
    if (natural) return naturalPixels(field, { units: drawn[side].units, channel });
    if (isBounded(place)) return naturalPixels(field, { units: 'unit', channel });
  }
  const gain = gainOfCell(place).gain ?? 1;
  return channel === 'all'
    ? signedPixels(field, gain)
    : divergingPixels(field, { channel, limit: 1 / gain, theme });
}

/** Why there is no picture here. */
export function absence({ drawn, stage, side }: Place, text: Messages['pair']): string {
  if (side === 'difference') {
    return stage.a && stage.b ? text.notSubtracted.sizes : text.notSubtracted.alone;
  }
  const { part, frame } = drawn[side];
  if (part.pattern === 'none') return text.absent.unprompted;
  if (stage.id === 'mask') {
    if (part.mask.from === 'switches') return text.absent.unseen;
    return frame ? text.absent.frame : text.absent.none;
  }
  return stage.id === 'pattern' && part.mask.from === 'switches' ? text.absent.pattern : text.absent.unseen;
}
