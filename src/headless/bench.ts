/**
 * `smm bench`: what one training step asks of a GPU, counted, and how long it takes beside two other programs, in
 * turns. Under a minute; with `full` the image side and the number of workers are swept as well.
 */
import { cpus, availableParallelism } from 'node:os';
import { efficientNetLite } from '../core/backbone/efficientnet-lite';
import type { NamedTensors, NetworkDescription } from '../core/backbone/layers';
import { createBackbone } from '../core/backbone/network';
import * as tf from '../core/tf';
import { loadBackboneFile } from '../data/backbone-file';
import { createPooledBackbone } from '../training/backbone-pool';
import { publicFolder } from './assets';
import { startBackboneThreads } from './backbone-threads';
import { countStep } from './bench-counted';
import { timed, timedInTurns } from './bench-pairs';
import { startPyTorch } from './bench-pytorch';
import type { BenchReport, CountedStep, TimedPair } from './bench-report';
import { ourStep, type StepSize } from './bench-step';
import { startWasm } from './node-devices';

type Network = { description: NetworkDescription; tensors: NamedTensors };

/** The default task, and one that TensorFlow.js' plain JavaScript backend can take in a second. */
const DEFAULT_SIZE: StepSize = { side: 96, batch: 64 };
const TINY_SIZE: StepSize = { side: 32, batch: 2 };
const SWEPT_SIDES = [64, 128, 224];
const MOST_THREADS = 4;

/** @param report what is being measured, for someone who waits */
export async function runBench({
  full,
  report,
}: {
  full: boolean;
  report: (what: string) => void;
}): Promise<BenchReport> {
  const start = performance.now();
  const file = await loadBackboneFile(publicFolder('models'), 'efficientnet-lite0');
  const network: Network = { description: efficientNetLite(file.description), tensors: file.tensors };
  const leftOut: string[] = [];
  const cores = availableParallelism();
  const most = Math.min(MOST_THREADS, cores);

  report('counting one step');
  const counted: CountedStep[] = [await countStep(network, DEFAULT_SIZE)];
  if (full) {
    for (const side of SWEPT_SIDES) counted.push(await countStep(network, { side, batch: 64 }));
  }

  const timedPairs: TimedPair[] = [];
  report('our step and stock TensorFlow.js, in turns');
  timedPairs.push(await againstStock(network, TINY_SIZE));
  const sizes = full ? [DEFAULT_SIZE, ...SWEPT_SIDES.map((side) => ({ side, batch: 32 }))] : [DEFAULT_SIZE];
  for (const size of sizes) {
    report(`our step and PyTorch at ${size.side}×${size.side}, in turns`);
    const pair = await againstPyTorch(network, { ...size, threads: most });
    if (pair) timedPairs.push(pair);
    else leftOut.push('PyTorch: no python3 with torch was found.');
  }
  if (full) {
    for (let threads = 2; threads <= most; threads++) {
      report(`our step on 1 and ${threads} threads, in turns`);
      timedPairs.push(await moreThreads(network, { ...DEFAULT_SIZE, threads }));
    }
  }
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown processor',
    cores,
    versions: { node: process.version, tfjs: tf.version_core },
    counted,
    timed: timedPairs,
    leftOut: [...new Set(leftOut)],
    seconds: (performance.now() - start) / 1000,
  };
}

async function pooledStep(network: Network, { side, batch, threads }: StepSize & { threads: number }) {
  await startWasm();
  const backbone = await createPooledBackbone({ ...network, ports: startBackboneThreads(threads) });
  const step = ourStep(backbone, { side, batch });
  return {
    contestant: timed(`ours, wasm, ${threads} ${threads === 1 ? 'thread' : 'threads'}`, () => step.run()),
    dispose() {
      step.dispose();
      backbone.dispose();
    },
  };
}

async function againstPyTorch(
  network: Network,
  { threads, ...size }: StepSize & { threads: number },
): Promise<TimedPair | null> {
  const pytorch = await startPyTorch({ ...size, threads });
  if (!pytorch) return null;
  const ours = await pooledStep(network, { ...size, threads });
  const note =
    'a whole SMM step: generator, prompt, frozen EfficientNet-Lite0 and back, Adam; PyTorch with the same folded ' +
    'weights, channels-last, as many threads';
  const pair = await timedInTurns({ ours: ours.contestant, other: pytorch, pairs: 6, size, note });
  pytorch.stop();
  ours.dispose();
  return pair;
}

async function againstStock(network: Network, size: StepSize): Promise<TimedPair> {
  const { stockStep } = await import('./bench-stock');
  await import('@tensorflow/tfjs-backend-cpu');
  await tf.setBackend('cpu');
  const backbone = createBackbone(network);
  const step = ourStep(backbone, size);
  const stock = stockStep(network, size);
  const note =
    'the same step on the same backend (plain JavaScript, the only one in Node on which stock TensorFlow.js can ' +
    'train); stock: plain operations and the tape, folded weights, tf.train.adam';
  const pair = await timedInTurns({
    ours: timed('ours, cpu backend', () => step.run()),
    other: timed('stock TensorFlow.js, cpu backend', () => stock.run()),
    pairs: 3,
    size,
    note,
  });
  step.dispose();
  stock.dispose();
  backbone.dispose();
  return pair;
}

async function moreThreads(
  network: Network,
  { threads, ...size }: StepSize & { threads: number },
): Promise<TimedPair> {
  const many = await pooledStep(network, { ...size, threads });
  const one = await pooledStep(network, { ...size, threads: 1 });
  const note = `what ${threads} threads bring`;
  const pair = await timedInTurns({ ours: many.contestant, other: one.contestant, pairs: 4, size, note });
  many.dispose();
  one.dispose();
  return pair;
}
