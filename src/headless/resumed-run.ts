/** `train --resume`: the run that a checkpoint file holds, with the settings that it was begun with. */
import type { Command } from 'commander';
import { decodeCheckpoint } from '../data/checkpoint';
import type { RunConfig } from '../core/method-config';
import type { Provenance } from '../data/run-record';
import { UserError } from '../lib/user-error';
import { readBytes } from './assets';

/** What may be said beside `--resume`; everything else is the run's own. */
const FREE = [
  ...[
    'resume',
    'out',
    'json',
    'backend',
    'data',
    'backbone',
    'backboneClasses',
    'backboneMean',
    'backboneStd',
  ],
  // with which the same pictures come of the same files
  ...['dataSide', 'dataLabels', 'testShare', 'splitSeed', 'resplit', 'duplicates'],
];

export interface ResumedRun {
  readonly checkpoint: Uint8Array<ArrayBuffer>;
  readonly config: RunConfig;
  readonly provenance: Provenance;
  /** what `--data` says, where it says anything */
  readonly data: string | undefined;
  /** what `--backbone` says, where it says anything */
  readonly backbone: string | undefined;
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
  const { config, provenance } = decodeCheckpoint(checkpoint);
  const said = (option: 'data' | 'backbone'): string | undefined =>
    command.getOptionValueSource(option) === 'cli' ? String(command.opts()[option]) : undefined;
  return { checkpoint, config, provenance, data: said('data'), backbone: said('backbone') };
}
