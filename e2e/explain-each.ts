/**
 * `explain` for one switch after the other in one program, whose start is what takes long:
 * run capsule, folder of pictures, folder to write a folder for each switch into, then the switches.
 */
import { join } from 'node:path';
import { explainCommand } from '../src/headless/explain-command';

const [capsule, images, out, ...switches] = process.argv.slice(2) as [string, string, string, ...string[]];
for (const set of switches) {
  const options = ['--run', capsule, '--images', images, '--out', join(out, set), '--set', set];
  await explainCommand().parseAsync([...options, '--backend', 'wasm'], { from: 'user' });
}
