import { csv } from '../../lib/csv';
import type { Row } from './row';

/** The bars as a table: edges in nats, then a count for each run. Open ends are empty. */
export function barsAsCsv(rows: readonly Row[]): string {
  const finite = (value: number) => (Number.isFinite(value) ? value : null);
  const [first] = rows;
  return csv([
    ['from', 'to', ...rows.map(({ name }) => name || 'pictures')],
    ...(first?.bars ?? []).map((_, at) => {
      const bars = rows.map((row) => row.bars[at]!);
      return [
        finite(Math.min(...bars.map(({ from }) => from))),
        finite(Math.max(...bars.map(({ to }) => to))),
        ...bars.map(({ indices }) => indices.length),
      ];
    }),
  ]);
}
