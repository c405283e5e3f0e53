import { divergingTable, tableRow, tableSize } from '../../lib/diverging';
import { packedLines, stepsOf, type ColourLine } from '../../lib/value-steps';
import { byteLines, signedLine, type ColourRule } from './pixels';

/** The rules of pixels.ts as steps, for a device that draws: the same bytes of the same values. */
export function packedColours(rule: ColourRule): Int32Array {
  switch (rule.by) {
    case 'diverging': {
      const { channel, limit, theme } = rule;
      const table = divergingTable(theme);
      const steps = stepsOf((value) => tableRow(value, limit), tableSize);
      const line = (of: number): ColourLine => ({
        channel,
        steps,
        bytes: table.filter((_, index) => index % 3 === of),
        // a limit of zero makes the middle of anything
        otherwise: table[tableRow(NaN, limit) * 3 + of] ?? 0,
      });
      return packedLines([line(0), line(1), line(2)]);
    }
    case 'signed': {
      const line = signedLine(rule.gain);
      return packedLines([byteSteps(0, line), byteSteps(1, line), byteSteps(2, line)]);
    }
    case 'natural': {
      const lines = byteLines(rule.units);
      const of = (channel: number): ColourLine => {
        const shown = rule.channel === 'all' ? channel : rule.channel;
        return byteSteps(shown, lines[shown]!);
      };
      return packedLines([of(0), of(1), of(2)]);
    }
    default:
      return rule satisfies never;
  }
}

const everyByte = Uint8Array.from({ length: 256 }, (_, byte) => byte);
const byte = new Uint8ClampedArray(1);

/** Rounded and clipped by the same kind of array that an image is made of. */
function byteSteps(channel: number, { scale, zero }: { scale: number; zero: number }): ColourLine {
  const rounded = (value: number) => {
    byte[0] = value * scale + zero;
    return byte[0]!;
  };
  return { channel, steps: stepsOf(rounded, 256), bytes: everyByte, otherwise: 0 };
}
