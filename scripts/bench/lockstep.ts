/**
 * What k runs in lockstep cost, against k times one alone: the default task through the trainer as the page and the
 * command line use it, in turns so that a busy moment of the machine meets every k.
 *   npx tsx scripts/bench/lockstep.ts [turns]
 */
import { defaultSwitches } from '../../src/core/ablation/registry';
import type { RunConfig } from '../../src/core/method-config';
import { breathe } from '../../src/headless/breathe';
import { openBackbone } from '../../src/headless/open-backbone';
import { openDataset, openTask, type OpenTask } from '../../src/headless/open-task';
import { beginRun } from '../../src/training/begin-run';
import { RunControl } from '../../src/training/control';
import { spreadOf } from '../../src/training/bench/spread';
import { SampleViewer } from '../../src/training/sample-viewer';
import { SamplesInView } from '../../src/training/samples-in-view';
import { trainPaired } from '../../src/training/train-paired';

const RUNS = [1, 2, 3, 4];
const STEPS = 9;
const BATCH = 64;

const config: RunConfig = {
  method: { ...defaultSwitches, side: 96, nativeSide: 28, classes: 10, patch: 8 },
  training: {
    epochs: 1,
    batch: BATCH,
    patternLearningRate: 0.003,
    maskLearningRate: 0.003,
    patternDecay: 0.1,
    maskDecay: 0.1,
    augmentation: 'none',
    seed: 0,
    trainLimit: STEPS * BATCH,
    testLimit: BATCH,
  },
  data: 'fashion-mnist',
  backbone: 'efficientnet-lite0',
};

/** Milliseconds from the end of the first step of all runs to the end of the last one, for a step of each. */
async function costOfRound(task: OpenTask, k: number): Promise<number> {
  const paired = Array.from({ length: k }, (_, index) => {
    const run = beginRun(task, { id: `run-${index}`, config, checkpoint: null });
    return {
      run,
      control: new RunControl(),
      viewer: new SampleViewer({ ...task, run, view: new SamplesInView(task.dataset) }),
    };
  });
  const clock = (): number => performance.now();
  const ends: number[] = [];
  const backend = task.engine.backend;
  for await (const event of trainPaired(paired, { ...task, clock, breathe, backend })) {
    if (event.type === 'progress' && event.phase === 'training') ends.push(clock());
  }
  for (const { run, viewer } of paired) {
    await viewer.close();
    run.dispose();
    run.method.dispose();
  }
  if (ends.length !== k * STEPS) throw new Error(`${ends.length} steps instead of ${k * STEPS}.`);
  return (ends.at(-1)! - ends[k - 1]!) / (STEPS - 1);
}

const turns = Number(process.argv[2] ?? 3);
const dataset = await openDataset(config.data);
const backboneFile = await openBackbone(config.backbone);
const task = await openTask({ dataset, backboneFile }, 'wasm');
const times = new Map(RUNS.map((k) => [k, [] as number[]]));
await costOfRound(task, 1);
for (let turn = 0; turn < turns; turn++) {
  for (const [k, own] of times) own.push(await costOfRound(task, k));
}
task.engine.dispose();

const alone = times.get(1)!;
console.log('| runs | ms for a step of each | of k times one, turn by turn |');
console.log('| ---- | --------------------- | ---------------------------- |');
for (const [k, own] of times) {
  const shares = own.map((time, turn) => (time / (k * alone[turn]!)).toFixed(2)).sort();
  console.log(`| ${k} | ${spreadOf(own).median.toFixed(0)} | ${shares.join(', ')} |`);
}
