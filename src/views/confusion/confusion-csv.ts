import { csv } from '../../lib/csv';
import type { Grid } from './grid';

/** One row for each pair of classes of each run, so that any program turns it as it likes. */
export function confusionAsCsv(grids: readonly Grid[], classes: readonly string[]): string {
  return csv([
    ['run', 'true label', 'answer', 'pictures'],
    ...grids.flatMap(({ name, cells }) =>
      cells.map(({ count }, at) => [
        name,
        classes[Math.floor(at / classes.length)]!,
        classes[at % classes.length]!,
        count,
      ]),
    ),
  ]);
}
