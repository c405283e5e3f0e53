/** `npm run -s smm -- <command>`: the command line. Results go to stdout, everything else to stderr. */
import { Command, CommanderError } from 'commander';
import { UserError } from '../lib/user-error';
import { benchCommand } from './bench-command';
import { explainCommand } from './explain-command';
import { trainCommand } from './train-command';
import { variantsCommand } from './variants-command';

const program = new Command('smm').description(
  'Sample-specific masks for visual reprogramming: train, explain and measure without a browser',
);

for (const command of [variantsCommand(), trainCommand(), explainCommand(), benchCommand()]) {
  program.addCommand(command.copyInheritedSettings(program));
}
for (const command of [program, ...program.commands]) command.exitOverride();

/** 0 = done or help shown, 2 = bad input (one sentence has been said), 1 = a bug */
function exitCodeFor(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof UserError) {
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  return 1;
}

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = exitCodeFor(error);
}
