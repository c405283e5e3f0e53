import { byteLine, type Normalisation } from '../../../lib/normalisation';
import { channelIndices } from '../../../ui/pictures/field';
import { withSign } from '../../../ui/pictures/number';

/** A network's input unit as the page writes it: (v − 127) / 128 for a byte v of every channel, say. */
export function unitText(normalisation: Normalisation) {
  const lines = channelIndices.map((channel) => byteLine(normalisation, channel));
  const [first] = lines;
  const alike = lines.every(({ scale, zero }) => scale === first!.scale && zero === first!.zero);
  const shown = alike ? lines.slice(0, 1) : lines;
  const of = (channel: number) => ({
    scale: short(lines[channel]!.scale),
    zero: short(lines[channel]!.zero),
  });
  const written = (channel: number, value: string) =>
    `(${value} − ${of(channel).zero}) / ${of(channel).scale}`;
  return {
    /** of one channel, as short as three decimals allow */
    of,
    written,
    /** one where all channels are alike, else three */
    formulas: shown.map((_, channel) => written(channel, 'v')),
    /** fractions of white */
    means: shown.map(({ zero }) => (zero / 255).toFixed(3)),
    deviations: shown.map(({ scale }) => (scale / 255).toFixed(3)),
    /** what black and white become, at the furthest */
    from: withSign(Math.min(...lines.map(({ scale, zero }) => -zero / scale)), 2),
    to: withSign(Math.max(...lines.map(({ scale, zero }) => (255 - zero) / scale)), 2),
  };
}

function short(value: number): string {
  return String(Number(value.toFixed(3)));
}
