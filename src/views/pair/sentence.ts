import type { Messages } from '../../messages/messages';
import type { WipeId } from '../../store/view';
import { cellIn } from '../../trace/pair-stages';
import { valueAt, type Cell, type ChannelIndex } from '../../ui/pictures/field';
import { signed, withSign } from '../../ui/pictures/number';
import type { Drawn } from './use-pair';

interface SentenceOptions {
  readonly layer: WipeId;
  readonly text: Messages['pair'];
  readonly signs: readonly string[];
}

const channels = { prompted: 0, r: 0, g: 1, b: 2 } as const satisfies Record<WipeId, ChannelIndex>;

/** The values of both at the probed pixel, and their difference, in words. @param cell in pixels of A's input */
export function sentenceAt({ a, b }: Drawn, cell: Cell, { layer, text, signs }: SentenceOptions): string {
  const field = layer === 'prompted' ? 'prompted' : 'maskFull';
  const index = channels[layer];
  const one = a[field] && valueAt(a[field], cell, index);
  const other = b[field] && valueAt(b[field], cellIn(cell, a.side, b.side), index);
  const written = (value: number | null) => (value === null ? '–' : signed(value, 3));
  const difference = one === null || other === null || a.side !== b.side ? '' : withSign(other - one, 3);
  const symbol = text.stages[layer === 'prompted' ? 'prompted' : 'mask'].symbol;
  const values = { symbol, channel: signs[index]!, a: written(one), b: written(other), difference };
  return `${text.probe(cell.row, cell.column)}: ${text.spoken(values)}`;
}
