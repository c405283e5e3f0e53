/**
 * What each of our WebGPU kernels is worth to a default step, by counter: the step's figures with the kernel taken
 * away, so that its portable twin runs in its place. Counted, so the same everywhere.
 *   npx tsx scripts/bench/kernel-worth.ts
 */
import { createBackbone } from '../../src/core/backbone/network';
import { lite0Network } from '../../src/core/testing/networks';
import * as tf from '../../src/core/tf';
import { startCountingDevice } from '../../src/headless/bench-counted-device';
import { figuresOf, type Figures } from '../../src/headless/bench-counted-figures';
import { ourStep } from '../../src/training/bench/step';

const SIZE = { side: 96, batch: 64 };
const OWN = 'Smm';

async function count(): Promise<Figures> {
  const device = await startCountingDevice();
  const backbone = createBackbone(lite0Network());
  const step = ourStep(backbone, SIZE);
  const figures = await figuresOf(device, step);
  step.dispose();
  backbone.dispose();
  device.stop();
  return figures;
}

function row(name: string, figures: Figures): string {
  const { dispatches, stagingCopies, tileEfficiency, longestThread, boundBytes, poolBytes } = figures;
  const perPicture = (bytes: number): string => (bytes / SIZE.batch / 1e6).toFixed(1);
  const cells = [
    name,
    dispatches,
    stagingCopies,
    perPicture(boundBytes),
    perPicture(poolBytes),
    tileEfficiency.toFixed(2),
    longestThread.trips.toLocaleString('en'),
  ];
  return `| ${cells.join(' | ')} |`;
}

const head = ['', 'dispatches', 'staging copies', 'MB bound', 'MB pool', 'tile efficiency', 'longest thread'];
console.log(`| ${head.join(' | ')} |\n| ${head.map(() => '---').join(' | ')} |`);
console.log(row('with all', await count()));
const kernels = tf.getKernelsForBackend('webgpu').filter(({ kernelName }) => kernelName.startsWith(OWN));
for (const kernel of kernels) {
  // has no portable twin
  if (kernel.kernelName === 'SmmReluGate') continue;
  tf.unregisterKernel(kernel.kernelName, 'webgpu');
  console.log(row(`without ${kernel.kernelName}`, await count()));
  tf.registerKernel(kernel);
}
