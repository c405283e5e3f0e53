/** `train --resume`: the run that a checkpoint file holds, with the settings that it was begun with. */
import type { Command } from 'commander';
import { decodeCheckpoint } from '../data/checkpoint';
import type { RunConfig } from '../core/method-config';
import { UserError } from '../lib/user-error';
import { readBytes } from './assets';

/** What may be said beside `--resume`; everything else is the run's own. */
const FREE = [
  ...['resume', 'out', 'json', 'backend', 'data', 'backbone'],
  // with which the same pictures come of the same files
  ...['dataSide', 'dataLabels', 'testShare', 'splitSeed', 'resplit', 'duplicates'],
];

export interface ResumedRun {
  readonly checkpoint: Uint8Array<ArrayBuffer>;
  readonly config: RunConfig;
  /** names for `--data` and `--backbone`; a folder is not known by its name alone and has to be given again */
  readonly data: string;
  readonly backbone: string;
}

/** @throws UserError when the file holds no run to go on with, or an option would change it */
export async function resumedRun(
  path: string,
  command: Pick<Command, 'options' | 'getOptionValueSource' | 'opts'>,
): Promise<ResumedRun> {
  const given = command.options.filter(
    (option) => command.getOptionValueSource(option.attributeName()) === 'cli',
  );
  const other = given.find((option) => !FREE.includes(option.attributeName()));
  if (other) {
    throw new UserError(
      `A run that is resumed keeps the settings that it was begun with. Leave out ${other.long}, or leave out --resume to begin a new run.`,
    );
  }
  const checkpoint = await readBytes(path);
  const { config } = decodeCheckpoint(checkpoint);
  const named = (option: 'data' | 'backbone'): string =>
    command.getOptionValueSource(option) === 'cli' ? String(command.opts()[option]) : config[option];
  return { checkpoint, config, data: named('data'), backbone: named('backbone') };
}
