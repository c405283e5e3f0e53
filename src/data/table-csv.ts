/** The ablation table as numbers for a script: nothing rounded, each in its metric's own unit. */
import { csv } from '../lib/csv';
import type { Interval } from '../lib/statistics';
import type { AblationTable } from './ablation-table';
import { allMetrics } from './metrics';

/** One line for each variant and metric, every number with where it comes from. */
export function summaryCsv(table: AblationTable): string {
  const head = [
    ...['variant', 'label', 'standing', 'metric', 'unit', 'better', 'over_seeds', 'value', 'deviation', 'n'],
    ...['interval_low', 'interval_high', 'difference', 'difference_low', 'difference_high', 'pairs'],
    ...['verdict', 'seeds', 'devices', 'sources'],
  ];
  const lines = eachCell(table).map(({ row, metric, cell }) => {
    const { difference, provenance } = cell;
    return [
      ...[row.key, row.label, row.standing, metric.id, metric.unit, metric.better, metric.over],
      ...[cell.value, cell.deviation, provenance.count, ...ends(cell.interval)],
      ...[difference?.value ?? null, ...ends(difference?.interval), difference?.pairs.length ?? null],
      difference?.verdict ?? null,
      ...[provenance.seeds, provenance.devices, provenance.sources].map((list) => list.join('; ')),
    ];
  });
  return csv([head, ...lines]);
}

/** One line for each run and metric: what the summary is made of. */
export function seedCsv(table: AblationTable): string {
  const lines = eachCell(table).flatMap(({ row, metric, cell }) =>
    cell.seeds.map(({ seed, runId, value }) => {
      const run = row.runs.find(({ id }) => id === runId)!;
      const paired = cell.difference?.pairs.find((pair) => pair.seed === seed)?.value ?? null;
      const { provenance, source } = run;
      const device = metric.device?.(run) ?? provenance.device;
      return [
        row.key,
        metric.id,
        metric.unit,
        seed,
        value,
        paired,
        runId,
        source,
        device,
        provenance.dataHash,
      ];
    }),
  );
  const head = [
    'variant',
    'metric',
    'unit',
    'seed',
    'value',
    'difference',
    'run',
    'source',
    'device',
    'data_hash',
  ];
  return csv([head, ...lines]);
}

function eachCell({ rows }: AblationTable) {
  return rows.flatMap((row) =>
    allMetrics.flatMap((metric) => {
      const cell = row.cells[metric.id];
      return cell ? [{ row, metric, cell }] : [];
    }),
  );
}

function ends(interval: Interval | null | undefined): readonly (number | null)[] {
  return interval ?? [null, null];
}
