import { basename, dirname } from 'node:path';
import { readFileSync } from 'node:fs';
import { efficientNetLite } from '../core/backbone/efficientnet-lite';
import * as tf from '../core/tf';
import { loadBackboneFile, type BackboneFile } from '../data/backbone-file';
import type { Dataset } from '../data/dataset';
import { loadEmbeddedDataset } from '../data/embedded-dataset';
import type { Task } from '../training/begin-run';
import { folder, publicFolder } from './assets';
import { openEngine, type BackendChoice, type Engine } from './open-engine';

export interface OpenTask extends Task {
  readonly engine: Engine;
}

/** Starts the backend and puts the network on it. Dispose the engine. */
export async function openTask(
  { dataset, backboneFile }: { dataset: Dataset; backboneFile: BackboneFile },
  backend: BackendChoice,
): Promise<OpenTask> {
  const { description, tensors, normalisation, hash } = backboneFile;
  const engine = await openEngine(backend, { description: efficientNetLite(description), tensors });
  return {
    dataset,
    engine,
    backbone: engine.backbone,
    normalisation,
    backboneHash: hash,
    device: engine.device,
    versions: versions(),
  };
}

export function openDataset(name: string): Promise<Dataset> {
  return loadEmbeddedDataset(publicFolder('datasets'), name);
}

/** @param name an embedded backbone, or the path of a model.json (or its folder) */
export function openBackbone(name: string): Promise<BackboneFile> {
  if (!/[\\/.]/.test(name)) return loadBackboneFile(publicFolder('models'), name);
  const path = name.endsWith('.json') ? dirname(name) : name;
  return loadBackboneFile(folder(dirname(path)), basename(path));
}

function versions(): Record<string, string> {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  return { app: version, tfjs: tf.version_core, runtime: `Node ${process.version}` };
}
