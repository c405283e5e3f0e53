import { version } from '../../package.json';
import type { Backbone } from '../core/backbone/backbone';
import type { NamedTensors, NetworkDescription } from '../core/backbone/description/layers';
import { createBackbone } from '../core/backbone/network';
import type { WebGPUOptions } from '../core/engine/candidates';
import { chooseBackend, type Candidate, type ChosenBackend } from '../core/engine/choose-backend';
import { gradientSelfTest } from '../core/engine/self-test';
import * as tf from '../core/tf';
import { loadBackboneFile, type BackboneFile } from '../data/backbone-file';
import type { Dataset } from '../data/dataset';
import { loadEmbeddedDataset } from '../data/embedded-dataset';
import { imageNetNames } from '../data/backbones/class-names';
import { folderName } from '../data/folder-name';
import { isOwnId, type OwnId } from '../data/own/own-id';
import type { Drawing } from '../data/live-picture';
import type { ReadFile } from '../data/read-file';
import { createPooledBackbone } from '../training/backbone-pool';
import { taskFacts } from '../training/task-facts';
import { openDatasetLibrary } from '../storage/dataset-library';
import { openNetworkLibrary } from '../storage/network-library';
import { startBackboneWorkers } from './backbone-workers';
import { breathe } from './breathe';
import { proveDrawing } from './prove-drawing';
import { browserCandidates } from './browser-candidates';
import { trackedFiles, type Loading } from './loading';
import type { Command } from './protocol';
import { openOwnDataset } from './own-data';
import { openOwnNetwork } from './own-network';
import type { OpenTask } from './session';

type OpenCommand = Extract<Command, { type: 'open' }>;

interface Reports extends Pick<WebGPUOptions, 'onLost' | 'onRefused'> {
  readonly report: (event: Loading) => void;
}

/** Beyond four workers the generator and Adam, which stay on one thread, are what takes the time. */
const MOST_WORKERS = 4;
/** however many are asked for */
const MOST_ASKED = 16;

/** Loads what an `open` command names: files over the network and, meanwhile, the best backend there is. */
export async function openTask(command: OpenCommand, reports: Reports): Promise<OpenTask> {
  const { assets, data, backbone: network, workers } = command;
  const models = trackedFiles(new URL('models/', assets), 'backbone', reports.report);
  const datasets = trackedFiles(new URL('datasets/', assets), 'data', reports.report);
  const [file, dataset, { chosen, drawing }] = await Promise.all([
    isOwnId(network)
      ? ownNetwork(network, models.read, reports.report)
      : loadBackboneFile(models.read, folderName(network, 'network'), models.onProgress),
    isOwnId(data)
      ? ownData(data, reports.report)
      : loadEmbeddedDataset(datasets.read, data, datasets.onProgress),
    chooseAndProve(command, reports),
  ]);
  const frozen = { description: file.description, tensors: file.tensors };
  const { backbone, crew } = await place(frozen, chosen, workers);
  const { backend, adapter, software, reason } = chosen;
  const { normalisation } = file;
  const train = () => Promise.resolve(dataset.train);
  return {
    dataset,
    backbone,
    normalisation,
    facts: taskFacts({ train, backbone, normalisation, breathe }),
    backboneHash: file.hash,
    device: `${backend}, ${adapter}`,
    versions: { app: version, tfjs: tf.version_core, runtime: navigator.userAgent.slice(0, 200) },
    sourceClasses: file.classes,
    drawing,
    report: () => ({ backend, adapter, software, reason, workers: crew(), dispatches: chosen.dispatches() }),
  };
}

async function ownData(id: OwnId, report: Reports['report']): Promise<Dataset> {
  report({ type: 'loading', what: 'data', done: 0, total: 1 });
  const dataset = await openOwnDataset(openDatasetLibrary(), id);
  report({ type: 'loading', what: 'data', done: 1, total: 1 });
  return dataset;
}

async function ownNetwork(id: OwnId, readModel: ReadFile, report: Reports['report']): Promise<BackboneFile> {
  report({ type: 'loading', what: 'backbone', done: 0, total: 1 });
  const file = await openOwnNetwork(openNetworkLibrary(), id, () => imageNetNames(readModel));
  report({ type: 'loading', what: 'backbone', done: 1, total: 1 });
  return file;
}

/** What may cost every device there is comes before the one that trains. */
async function chooseAndProve(
  command: OpenCommand,
  reports: Reports,
): Promise<{ chosen: ChosenBackend; drawing: Drawing }> {
  const proved = await proveFor(command);
  const chosen = await choose(command, reports);
  // what went wrong is told whatever came of it, so that it is not tried again
  const wrong = proved.by === 'readback' && ['failed', 'lost', 'other-pixels'].includes(proved.why);
  if (chosen.backend === 'webgpu' || wrong) return { chosen, drawing: proved };
  return { chosen, drawing: { by: 'readback', why: 'backend' } };
}

async function proveFor({ backend, avoid, drawing }: OpenCommand): Promise<Drawing> {
  if (!drawing) return { by: 'readback', why: 'unwatched' };
  const mayTrain = backend === 'auto' ? !avoid?.includes('webgpu') : backend === 'webgpu';
  if (!mayTrain) return { by: 'readback', why: 'backend' };
  if (drawing === 'never') return { by: 'readback', why: 'before' };
  if (drawing === 'proved') return { by: 'device' };
  return proveDrawing({ onSoftware: drawing === 'on-software' });
}

async function choose(
  { backend, avoid }: OpenCommand,
  { report, ...reports }: Reports,
): Promise<ChosenBackend> {
  report({ type: 'loading', what: 'backend', done: 0, total: 1 });
  const chosen = await chooseBackend({
    requested: backend,
    candidates: browserCandidates(reports).map((one) => (avoid?.includes(one.backend) ? failed(one) : one)),
    async selfTest() {
      report({ type: 'loading', what: 'self-test', done: 0, total: 1 });
      return gradientSelfTest();
    },
  });
  report({ type: 'loading', what: 'backend', done: 1, total: 1 });
  return chosen;
}

/** Passed over with its reason, like any other that cannot be used. */
function failed({ backend, stop }: Candidate): Candidate {
  return { backend, stop, start: async () => ({ ok: false, reason: 'failed while it trained' }) };
}

/** On this thread's device; or, where that is the processor, on a crew of workers. */
async function place(
  network: { readonly description: NetworkDescription; readonly tensors: NamedTensors },
  { backend }: ChosenBackend,
  workers: number | undefined,
): Promise<{ backbone: Backbone; crew: () => number }> {
  if (backend !== 'wasm') return { backbone: createBackbone({ ...network, breathe }), crew: () => 1 };
  const cores = Math.min(navigator.hardwareConcurrency, MOST_WORKERS);
  const count = Math.min(workers ?? cores, MOST_ASKED);
  const ports = startBackboneWorkers(count);
  const clock = () => performance.now();
  const backbone = await createPooledBackbone({ ...network, ports, clock, breathe });
  // with the last worker gone it is this one
  return { backbone, crew: () => Math.max(1, backbone.workers) };
}
