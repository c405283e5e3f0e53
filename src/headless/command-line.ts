import { Command, CommanderError } from 'commander';
import { UserError } from '../lib/user-error';
import { approximateCommand } from './approximate-command';
import { benchCommand } from './bench-command';
import { dataCommand } from './data-command';
import { explainCommand } from './explain-command';
import { inspectCommand } from './inspect-command';
import { recordCommand } from './record-command';
import { reportCommand } from './report/report-command';
import { surveyCommand } from './survey-command';
import { sweepCommand } from './sweep/sweep-command';
import { trainCommand } from './train-command';
import { variantsCommand } from './variants-command';

/**
 * Runs one command line. Results go to stdout, everything else to stderr.
 * @param words what stands behind the program's name
 * @returns the exit code: 0 = done or help shown, 2 = bad input (one sentence has been said), 130 = Ctrl-C, 1 = a bug
 */
export async function runCommandLine(words: readonly string[]): Promise<number> {
  const program = new Command('smm').description(
    'Sample-specific masks for visual reprogramming: train, explain and measure without a browser',
  );
  const commands = [
    variantsCommand(),
    dataCommand(),
    trainCommand(),
    approximateCommand(),
    explainCommand(),
    inspectCommand(),
    surveyCommand(),
    recordCommand(),
    sweepCommand(),
    reportCommand(),
    benchCommand(),
  ];
  for (const command of commands) program.addCommand(command);
  for (const command of withThoseBelow(program)) command.exitOverride();
  process.exitCode = 0;
  try {
    await program.parseAsync(words, { from: 'user' });
    return process.exitCode;
  } catch (error) {
    return exitCodeFor(error);
  }
}

function withThoseBelow(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withThoseBelow)];
}

function exitCodeFor(error: unknown): number {
  if (error instanceof CommanderError) return exitCodeOf(error);
  if (error instanceof UserError) {
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  return 1;
}

/** Commander has said what is wrong. What to do is said already of a value and where the whole help was shown. */
function exitCodeOf({ exitCode, code }: CommanderError): number {
  if (exitCode === 0) return 0;
  if (code !== 'commander.invalidArgument' && code !== 'commander.help') {
    process.stderr.write('Add --help to see what there is.\n');
  }
  return 2;
}
