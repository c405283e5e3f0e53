import { readFileSync } from 'node:fs';
import type { RunConfig } from '../core/method-config';
import * as tf from '../core/tf';
import type { BackboneFile } from '../data/backbone-file';
import type { Dataset } from '../data/dataset';
import { loadEmbeddedDataset } from '../data/embedded-dataset';
import { isOwnId } from '../data/own/own-id';
import { importIntoMemory, type DataOptions } from '../data/own/import-into-memory';
import { suggestion } from '../lib/closest';
import { UserError } from '../lib/user-error';
import type { Task } from '../training/begin-run';
import { taskFacts } from '../training/task-facts';
import { breathe } from './breathe';
import { embeddedNames, publicFolder } from './assets';
import { diskSource } from './disk-source';
import { nodeImageDecoder } from './node-decoders';
import { openEngine, type BackendChoice, type Engine } from './open-engine';

export interface OpenTask extends Task {
  readonly engine: Engine;
}

/** Starts the backend and puts the network on it. Dispose the engine, and what the task keeps on it goes, too. */
export async function openTask(
  { dataset, backboneFile }: { dataset: Dataset; backboneFile: BackboneFile },
  backend: BackendChoice,
  threads?: number,
): Promise<OpenTask> {
  const { description, tensors, normalisation, hash } = backboneFile;
  const network = { description, tensors };
  const engine = await openEngine(backend, network, threads);
  const { backbone } = engine;
  const facts = taskFacts({ train: () => Promise.resolve(dataset.train), backbone, normalisation, breathe });
  const dispose = (): void => {
    facts.dispose();
    engine.dispose();
  };
  return {
    dataset,
    engine: { ...engine, dispose },
    backbone,
    normalisation,
    facts,
    backboneHash: hash,
    device: engine.device,
    versions: versions(),
  };
}

/**
 * The images that a run was trained with. A run names them, but only those that come with the program are looked up by
 * that name: what a file says is no path.
 * @param given what --data says
 * @throws UserError when they are not here
 */
export async function openRunDataset(
  { config }: { readonly config: Pick<RunConfig, 'data'> },
  given: string | undefined,
  options: DataOptions = {},
): Promise<Dataset> {
  const name = given ?? config.data;
  if (given === undefined && !isOwnId(name) && !(await embeddedNames('datasets')).includes(name)) {
    throw new UserError(
      `The run was trained on images that do not come with this program ("${name.slice(0, 80)}"). Give their folder or file with --data.`,
    );
  }
  return openDataset(name, options);
}

/**
 * @param name an embedded dataset, or the path of one's own: whatever src/data/formats can read
 * @param options what one's own is made into
 */
export async function openDataset(name: string, options: DataOptions = {}): Promise<Dataset> {
  const embedded = await embeddedNames('datasets');
  if (embedded.includes(name)) return loadEmbeddedDataset(publicFolder('datasets'), name);
  if (isOwnId(name)) {
    throw new UserError(
      `This is about pictures of somebody's own (${name}), which lie in a browser. Give the files that they came from with --data, with the same split.`,
    );
  }
  const source = await diskSource(name);
  if (!source) {
    throw new UserError(
      `There is no dataset, no folder and no file "${name}". ${suggestion(name, embedded)} Or give a folder with train/<class>/ and test/<class>/.`,
    );
  }
  const { dataset, arrangement, leftOut, leftOutCount } = await importIntoMemory({
    source,
    decode: nodeImageDecoder(),
    options,
  });
  for (const { path, message } of leftOut) process.stderr.write(`${path} is left out: ${message}\n`);
  if (leftOutCount > leftOut.length) process.stderr.write(`${leftOutCount} files are left out in all.\n`);
  const { leaked } = arrangement.duplicates;
  if (leaked > 0) {
    process.stderr.write(
      `${leaked} test pictures are trained on too, so the test says too much: --duplicates leave-out takes them out of the training.\n`,
    );
  }
  return dataset;
}

function versions(): Record<string, string> {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  return { app: version, tfjs: tf.version_core, runtime: `Node ${process.version}` };
}
