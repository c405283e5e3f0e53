/** What ships under public/recorded/lab: every cell that the plan asks for, each with where it comes from. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { blocks } from '../core/ablation/registry';
import type { AblationTable, TableRow } from '../data/ablation-table';
import { decodeCapsule } from '../data/capsule';
import { metricOf, type MetricId } from '../data/metrics';
import type { LabRun } from '../data/recorded-lab';
import { decodeViewSnapshots } from '../data/view-snapshots';
import { labTables } from './lab-findings';
import { openDataset } from './open-task';
import { RECORDED_TASK, recordPlan } from './record-plan';
import { readLab } from './record-verify';
import { runId } from './recordings';

const folder = fileURLToPath(new URL('../../public/recorded/lab', import.meta.url));

const accuracy: readonly MetricId[] = ['last-accuracy', 'best-accuracy'];
const loss: readonly MetricId[] = ['clean-loss'];
const approximation: readonly MetricId[] = ['approximation-cross-entropy', 'approximation-zero-one'];
const parameters: readonly MetricId[] = [
  'pattern-allocated',
  'pattern-effective',
  'generator-parameters',
  'total-parameters',
];
const time: readonly MetricId[] = ['step-time', 'generator-time'];
const efficiency: readonly MetricId[] = [
  'step-time',
  'throughput',
  'interpolation-time',
  'interpolation-time-common',
  'pixel-accesses',
  'steps-to-target',
];

/** The eleven rows of the plan and what each is asked for (the plan's own words: accuracy, training loss, …). */
const plan: readonly (readonly [key: string, metrics: readonly MetricId[]])[] = [
  ['masks=shared-binary', [...accuracy, ...loss, ...approximation]],
  ['masks=shared-three-channel', [...accuracy, ...loss, ...approximation]],
  ['channels=single-binary', [...accuracy, ...loss]],
  ['channels=single-continuous', [...accuracy, ...loss]],
  ['generator=mlp', [...accuracy, ...parameters, ...time]],
  ['generator=convnet-large', [...accuracy, ...parameters, ...time]],
  ['generator=convnet-small', [...accuracy, ...parameters, ...time]],
  ['interpolation=bilinear', [...accuracy, ...efficiency]],
  ['interpolation=nearest', [...accuracy, ...efficiency]],
  ['pattern=sample-specific', [...accuracy, ...parameters, ...loss]],
  ['pattern=class-specific', [...accuracy, ...parameters, ...loss]],
];

/** What is measured once for a variant, not once for each seed. */
const measuredOnce = new Set<MetricId>([
  ...approximation,
  ...time,
  ...efficiency.filter((id) => id !== 'steps-to-target'),
]);

let runs: readonly LabRun[];
let tables: readonly AblationTable[];

beforeAll(async () => {
  runs = await readLab(folder);
  tables = labTables(runs);
});

function rowOf(key: string, table = tables[0]!): TableRow {
  const row = table.rows.find((candidate) => candidate.key === key);
  if (!row) throw new Error(`The recorded lab has no row ${key}.`);
  return row;
}

describe('the recorded lab', () => {
  test('asks for eleven rows', () => expect(plan).toHaveLength(11));

  test.each(plan)('has every number that the plan asks of %s, paired with SMM', (key, metrics) => {
    for (const row of [rowOf(key), rowOf('default')]) {
      for (const id of metrics) {
        const cell = row.cells[id];
        const what = `${row.key}: ${id}`;
        expect(cell, `${what} is not empty`).not.toBeNull();
        // a target may never be reached
        if (id !== 'steps-to-target') expect(Number.isFinite(cell!.value), what).toBe(true);
        const seeds = measuredOnce.has(id) ? [RECORDED_TASK.seeds[0]] : RECORDED_TASK.seeds;
        expect(cell!.provenance.seeds, `seeds of ${what}`).toEqual(seeds);
        expect(cell!.provenance.sources, what).toEqual(['recorded']);
        expect(cell!.provenance.devices.join(), `device of ${what}`).toMatch(/\w/);
        if (row.standing === 'reference') continue;
        expect(
          cell!.difference?.pairs.map(({ seed }) => seed),
          `pairs of ${what}`,
        ).toEqual(seeds);
        const once = metricOf(id).over === 'any' || (measuredOnce.has(id) && !approximation.includes(id));
        if (!once && cell!.difference!.pairs.every(({ value }) => Number.isFinite(value)))
          expect(cell!.difference!.interval, `interval of ${what}`).not.toBeNull();
      }
    }
  });

  test('says of every run where it comes from', () => {
    for (const { id, provenance, config, recorded, result, unprompted } of runs) {
      expect(provenance.dataHash, `data of ${id}`).toMatch(/^[0-9a-f]{64}$/);
      expect(provenance.backboneHash, `network of ${id}`).toMatch(/^[0-9a-f]{64}$/);
      expect(provenance.device, `device of ${id}`).toMatch(/\w/);
      expect(Object.keys(provenance.versions).sort(), `versions behind ${id}`).toEqual([
        'app',
        'runtime',
        'tfjs',
      ]);
      expect(recorded, `date of ${id}`).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(result, `result of ${id}`).not.toBeNull();
      expect(unprompted, `the network alone beside ${id}`).not.toBeNull();
      expect(config.data).toBe(RECORDED_TASK.data);
    }
    const hashes = new Set(runs.map(({ provenance }) => provenance.dataHash + provenance.backboneHash));
    expect(hashes.size, 'one dataset and one network').toBe(1);
  });

  test('holds each run of the plan, trained as it says', async () => {
    const planned = recordPlan(await openDataset(RECORDED_TASK.data));
    const found = new Map(runs.map((run) => [run.id, run]));
    expect(new Set(found.keys())).toEqual(new Set(planned.map(runId)));
    for (const run of planned) expect(found.get(runId(run))!.config).toEqual(run.config);
  });

  test('compares interpolations on a side where they are not the same', () => {
    const odd = tables.find(({ rows }) => rows[0]!.runs[0]!.config.method.side === RECORDED_TASK.oddSide);
    for (const key of ['interpolation=bilinear', 'interpolation=nearest']) {
      expect(rowOf(key, odd).cells['last-accuracy']!.difference!.pairs).toHaveLength(
        RECORDED_TASK.seeds.length,
      );
    }
    expect(rowOf('interpolation=nearest').cells['last-accuracy']!.difference!.verdict).toBe('same');
  });

  test('has every variant, with pictures of sixteen samples and weights of its first seed', () => {
    for (const { id, variants, default: standard } of blocks.filter(({ id }) => id !== 'mapping')) {
      for (const variant of variants) {
        const row = rowOf(variant.id === standard ? 'default' : `${id}=${variant.id}`);
        const first = runs.find((run) => run.id === row.runs[0]!.id);
        const { pictures, weights } = first!.files;
        const seen = decodeViewSnapshots(open(pictures!));
        expect(seen.samples.ids, `pictures of ${row.key}`).toHaveLength(16);
        const trained = first!.curves.losses.length > 0;
        expect(seen.snapshots.length, `steps of ${row.key}`).toBeGreaterThan(trained ? 8 : 0);
        const capsule = decodeCapsule(open(weights!));
        // one that computes the very same as another has that one's files
        if (first!.sameAs === null) expect(capsule.config).toEqual(first!.config);
      }
    }
  });

  test('takes no more than twelve megabytes, and holds nothing that nobody opens', () => {
    const files = readdirSync(folder);
    const bytes = files.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
    expect(bytes).toBeLessThanOrEqual(12 * 2 ** 20);
    const opened = runs.flatMap(({ files: { pictures, weights } }) => [pictures, weights]);
    expect(new Set(files)).toEqual(
      new Set(['lab.safetensors.gz', ...opened.filter((name) => name !== null)]),
    );
  });
});

function open(name: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(gunzipSync(readFileSync(join(folder, name))));
}
