import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Backbone } from '../core/backbone/backbone';
import { fromTensors } from '../core/method-state';
import type { MethodConfig } from '../core/method-config';
import { useBackend } from '../core/testing/backends';
import type { BackboneFile } from '../data/backbone-file';
import { decodeCapsule } from '../data/capsule';
import { unmeasured } from '../data/measurements';
import { decodeRecordedLab } from '../data/recorded-lab';
import { decodeViewSnapshots } from '../data/view-snapshots';
import { UserError } from '../lib/user-error';
import type { Task } from '../training/begin-run';
import { RunControl } from '../training/control';
import {
  beginRun,
  eventsOf,
  normalisation,
  toyBackbone,
  toyConfig,
  toyDependencies,
  toyFacts,
} from '../training/testing/toy-run';
import { toyDataset } from '../training/testing/toy-task';
import { ProgressLine } from './progress-line';
import { jobsOf, unfinished } from './record-jobs';
import { INDEX, packRecordings } from './record-pack';
import type { PlannedRun } from './record-plan';
import { recordRun, type RecordingTools } from './record-run';
import { drawRuns, readLab, verifyRun } from './record-verify';
import { configHash, Recordings } from './recordings';

const dataset = toyDataset({ test: 20 });
const folder = mkdtempSync(join(tmpdir(), 'record-'));
const origin = { dataHash: 'toy', backboneHash: 'toy' };
let backbone: Backbone;
let task: Task;

beforeAll(async () => {
  await useBackend('wasm');
  backbone = toyBackbone();
  task = {
    dataset,
    backbone,
    normalisation,
    facts: toyFacts(dataset, backbone),
    backboneHash: 'toy',
    device: 'a toy',
    versions: {},
  };
});

function planned(
  name: string,
  method: Partial<MethodConfig> = {},
  change: Partial<PlannedRun> = {},
): PlannedRun {
  const config = toyConfig(method, { epochs: 3, batch: 4 });
  return { name, config, sameAs: null, pictures: true, approximation: false, timing: false, ...change };
}

function toolsIn(work: string, control = new RunControl()): RecordingTools {
  const progress = new ProgressLine(
    { isTTY: false, write: () => true } as unknown as NodeJS.WriteStream,
    () => 0,
  );
  return { task, backend: 'wasm', recordings: new Recordings(join(folder, work), origin), control, progress };
}

describe('a recording', () => {
  const plan = planned('reference');

  test('goes on where it was interrupted, with all that was seen, to the bits of one that was not', async () => {
    const control = new RunControl();
    const tools = toolsIn('interrupted', control);
    const stopping = { show: () => undefined, note: () => undefined } as unknown as ProgressLine;
    stopping.show = (event) => void (event.type === 'epoch' && event.epoch === 2 && control.stop());
    expect(await recordRun(plan, { ...tools, progress: stopping })).toBe(false);
    expect(
      readdirSync(join(folder, 'interrupted'))
        .map((name) => name.split('.').slice(3).join('.'))
        .sort(),
    ).toEqual(['checkpoint.safetensors', 'unfinished.bin']);
    expect(await recordRun(plan, toolsIn('interrupted'))).toBe(true);
    expect(await recordRun(plan, toolsIn('whole'))).toBe(true);
    expect(readdirSync(join(folder, 'interrupted')).sort()).toEqual(
      readdirSync(join(folder, 'whole')).sort(),
    );
    const [one, other] = await Promise.all(
      ['interrupted', 'whole'].map(async (work) => {
        const { recordings } = toolsIn(work);
        return {
          run: decodeCapsule((await recordings.read(plan, 'run'))!),
          seen: decodeViewSnapshots((await recordings.read(plan, 'pictures'))!),
        };
      }),
    );
    expect(one!.run.tensors).toEqual(other!.run.tensors);
    expect(one!.run.curves.losses).toEqual(other!.run.curves.losses);
    expect(one!.seen).toEqual(other!.seen);
    expect(one!.seen.snapshots).toHaveLength(16);
    expect(one!.seen.samples.ids).toHaveLength(16);
  });

  test('is what the Trainer makes', async () => {
    const run = beginRun(plan.config, dataset);
    await eventsOf(run, toyDependencies(run, dataset, backbone));
    const { tensors } = decodeCapsule((await toolsIn('whole').recordings.read(plan, 'run'))!);
    const values = Object.fromEntries(Object.entries(tensors).map(([name, { values }]) => [name, values]));
    expect(values).toEqual(await fromTensors(run.state));
  });

  test('is found again by what it was made of, and by nothing else', () => {
    const { config } = plan;
    const reordered = { ...config, training: Object.fromEntries(Object.entries(config.training).reverse()) };
    expect(configHash(reordered as typeof config, origin)).toBe(configHash(config, origin));
    expect(configHash(config, { ...origin, dataHash: 'other' })).not.toBe(configHash(config, origin));
    expect(configHash(toyConfig({}, { epochs: 4 }), origin)).not.toBe(configHash(config, origin));
  });
});

describe('packed recordings', () => {
  const full = planned('baseline-full', { baseline: 'full', generator: 'convnet' }, { pictures: false });
  const nearest = planned(
    'interpolation-nearest',
    { interpolation: 'nearest' },
    { sameAs: 'reference', pictures: false },
  );
  const plan = [planned('reference'), full, nearest];
  const out = join(folder, 'packed');
  const options = () => ({
    plan,
    recordings: toolsIn('whole').recordings,
    dataset,
    backboneFile: { classes: ['a', 'b'] } as unknown as BackboneFile,
    date: '2026-01-02',
    folder: out,
  });

  test('are refused as long as one is missing, and nothing is written', async () => {
    await expect(packRecordings(options())).rejects.toThrow(
      /1 of 3 runs are not recorded yet \(baseline-full.seed-0/,
    );
    expect(() => readdirSync(out)).toThrow();
    const left = await unfinished(jobsOf(plan), toolsIn('whole').recordings);
    expect(left.map(({ id }) => id)).toEqual(['baseline-full.seed-0/run']);
  });

  test('open with all their numbers, and with pictures and weights of the first seed', async () => {
    await recordRun(full, toolsIn('whole'));
    const bytes = await packRecordings(options());
    expect(bytes).toBeGreaterThan(1000);
    const lab = decodeRecordedLab(Uint8Array.from(gunzipSync(readFileSync(join(out, INDEX)))));
    expect(lab).toMatchObject({ packed: '2026-01-02', sourceClasses: ['a', 'b'], testCount: 20 });
    expect(lab.runs.map(({ id, label }) => [id, label])).toEqual([
      ['reference.seed-0', 'Smaller ConvNet'],
      ['baseline-full.seed-0', 'Full pattern'],
      ['interpolation-nearest.seed-0', 'Smaller ConvNet · Nearest neighbour'],
    ]);
    const [reference, , copy] = lab.runs;
    const original = decodeCapsule((await toolsIn('whole').recordings.read(plan[0]!, 'run'))!);
    expect(reference!.curves).toEqual(original.curves);
    expect(reference!.result).toEqual(original.result);
    expect(reference!.provenance).toEqual(original.provenance);
    expect(reference!.measured).toEqual(unmeasured);
    expect(copy).toMatchObject({ sameAs: 'reference.seed-0', result: original.result });
    expect(copy!.config.method.interpolation).toBe('nearest');
    const { files } = reference!;
    const open = (name: string) => Uint8Array.from(gunzipSync(readFileSync(join(out, name))));
    expect(decodeViewSnapshots(open(files.pictures!)).snapshots).toHaveLength(16);
    const { tensors } = decodeCapsule(open(files.weights!));
    const [exact, half] = [original, { tensors }].map((capsule) => capsule.tensors['delta']!.values);
    half!.forEach((value, i) =>
      expect(Math.abs(value - exact![i]!)).toBeLessThanOrEqual(2 ** -11 * Math.abs(exact![i]!) + 1e-7),
    );
  });

  test('are what this version makes; a changed one is told apart', async () => {
    const runs = await readLab(out);
    const drawn = drawRuns(runs, { count: 3, seed: 1 });
    expect(new Set(drawn.map(({ id }) => id))).toEqual(new Set(['reference.seed-0', 'baseline-full.seed-0']));
    for (const run of drawn) expect((await verifyRun(run, task)).differences).toEqual([]);
    const [first] = drawn;
    const losses = first!.curves.losses.map((value, step) => (step === 1 ? value + 1e-6 : value));
    const changed = { ...first!, curves: { ...first!.curves, losses } };
    expect((await verifyRun(changed, task)).differences).toEqual(['losses']);
    await expect(verifyRun(first!, { ...task, backboneHash: 'other' })).rejects.toThrow(/Record it anew/);
    await expect(readLab(join(folder, 'nothing'))).rejects.toThrow(UserError);
  });
});
