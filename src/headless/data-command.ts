/** `smm data`: what a dataset of one's own holds, before anything is trained on it. */
import { Command } from 'commander';
import { importIntoMemory, type OwnData } from '../data/own/import-into-memory';
import { UserError } from '../lib/user-error';
import { dataOptions, withDataOptions, type OwnDataOptions } from './data-options';
import { diskSource } from './disk-source';
import { nodeImageDecoder } from './node-decoders';
import { ProgressLine } from './progress-line';

interface DataCommandOptions extends OwnDataOptions {
  readonly json: boolean;
}

export function dataCommand(): Command {
  return withDataOptions(new Command('data'))
    .argument('<path>', 'a folder or file: pictures in class folders, ZIP, CIFAR binary, IDX or parquet')
    .description('read a dataset of your own: classes, split, duplicates and what cannot be read')
    .option('--json', 'one JSON document on stdout', false)
    .action(lookAtData);
}

async function lookAtData(path: string, options: DataCommandOptions): Promise<void> {
  const source = await diskSource(path);
  if (!source) throw new UserError(`There is no folder and no file "${path}". Check the path.`);
  const begun = performance.now();
  const progress = new ProgressLine(process.stderr, () => performance.now());
  const data = await importIntoMemory({
    source,
    decode: nodeImageDecoder(),
    options: dataOptions(options),
    onProgress: (done, total) =>
      progress.note(total === null ? `${done} pictures read` : `${done} of ${total} pictures read`),
  });
  const seconds = (performance.now() - begun) / 1000;
  if (options.json) console.log(JSON.stringify(document(data, seconds), null, 2));
  else print(data, seconds);
}

function document({ dataset, arrangement, format, leftOut, leftOutCount }: OwnData, seconds: number) {
  const { counts, seeded, unlabelled, duplicates } = arrangement;
  const { name, hash, nativeSide, train, test } = dataset;
  return {
    ...{ name, hash, format, nativeSide, train: train.count, test: test.count, seeded, classes: counts },
    ...{ unlabelled, duplicates, leftOut: { count: leftOutCount, listed: leftOut } },
    seconds: Number(seconds.toFixed(2)),
  };
}

function print({ dataset, arrangement, format, leftOut, leftOutCount }: OwnData, seconds: number): void {
  const { counts, seeded, unlabelled, duplicates } = arrangement;
  console.log(`${dataset.name}: ${format}`);
  console.table(counts);
  const split = seeded ? ' (split by the seed)' : '';
  console.log(
    `${dataset.train.count} to train on, ${dataset.test.count} to test on${split}; SHA-256 ${dataset.hash}`,
  );
  if (unlabelled > 0) console.log(`${unlabelled} have no class and are left out.`);
  if (duplicates.groups > 0) console.log(`${duplicates.extra} are copies of others, to the last pixel.`);
  if (duplicates.leaked > 0) {
    console.log(
      `${duplicates.leaked} TEST PICTURES ARE TRAINED ON TOO: the test says too much. Use --duplicates leave-out.`,
    );
  }
  if (duplicates.conflicting > 0) console.log(`${duplicates.conflicting} pictures stand in several classes.`);
  if (leftOutCount > 0) console.log(`${leftOutCount} files are left out:`);
  for (const { path, message } of leftOut.slice(0, 20)) console.log(`  ${path}: ${message}`);
  if (leftOutCount > 20) console.log(`  and ${leftOutCount - 20} more (--json lists them)`);
  console.log(`Read in ${seconds.toFixed(1)} s.`);
}
