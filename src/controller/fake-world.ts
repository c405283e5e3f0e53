import type { Provenance } from '../data/run-record';
import { UserError } from '../lib/user-error';
import { catalogues } from '../messages/messages';
import type { StoredRun } from '../storage/run-storage';
import { explorer } from '../store/store';
import { sampleSet } from '../store/testing';
import type { TrainingEvent } from '../training/events';
import type { Command, DeviceReport, WorkerEvent } from '../worker/protocol';
import type { OfflineCopy } from '../storage/offline-copy';
import type { Dependencies, TrainerListener } from './dependencies';
import type { OwnNetworksWorld } from './own-networks';
import type { OwnDataWorld } from './own-data';
import { PageController } from './page-controller';

/** A world for tests: a worker that answers only when told to, a disk in memory. The page never imports it. */

export const device: DeviceReport = {
  backend: 'wasm',
  adapter: 'test processor',
  software: false,
  reason: 'There is no WebGPU here.',
  workers: 1,
  dispatches: 0,
};

export const provenance: Provenance = {
  dataHash: 'd',
  backboneHash: 'b',
  device: 'wasm, test processor',
  versions: { app: '0.1.0', tfjs: '4.22.0' },
};

export class FakeTrainer {
  readonly commands: Command[] = [];
  closed = false;

  constructor(readonly listener: TrainerListener) {}

  send(command: Command): void {
    this.commands.push(command);
  }

  close(): void {
    this.closed = true;
  }

  /** the kinds of command received, in order */
  get kinds(): readonly string[] {
    return this.commands.map(({ type }) => type);
  }

  last<T extends Command['type']>(type: T): Extract<Command, { type: T }> {
    const found = this.commands.findLast((command) => command.type === type);
    if (!found) throw new Error(`No ${type} was sent; there were: ${this.kinds.join(', ')}.`);
    return found as Extract<Command, { type: T }>;
  }

  problem(message: string, { fatal = true, outOfMemory = false, runId = null as string | null } = {}): void {
    this.say({ type: 'problem', message, fatal, outOfMemory, runId });
  }

  say(event: WorkerEvent): void {
    this.listener.onEvent(event);
  }

  ready(backend: DeviceReport['backend'] = device.backend): void {
    const classes = { classes: ['shirt', 'shoe'], sourceClasses: ['tench'] };
    this.say({
      type: 'ready',
      device: { ...device, backend },
      ...classes,
      trainCount: 2000,
      testCount: 1000,
      provenance: { ...provenance, device: `${backend}, test processor` },
    });
  }

  /** the answer to the last `start` */
  started(fromStep = 0): void {
    const { runId, config, paused } = this.last('start');
    const parameters = { patternAllocated: 3, patternEffective: 3, generator: 4, total: 7 };
    const size = { stepsPerEpoch: 31, totalSteps: 310, fromStep };
    this.say({ type: 'started', runId, config, classes: ['shirt', 'shoe'], parameters, ...size });
    if (paused) this.say({ type: 'paused', runId, step: fromStep });
  }

  steps(fromStep: number, ...losses: number[]): void {
    const values = Float32Array.from(losses);
    const { runId } = this.last('start');
    this.say({ type: 'steps', runId, fromStep, losses: values, accuracies: values });
  }

  checkpoint(step: number): void {
    const { runId } = this.last('start');
    this.say({ type: 'checkpoint', runId, step, bytes: Uint8Array.of(step) });
  }

  done(): void {
    const { runId } = this.last('start');
    const accuracy = { epoch: 10, testAccuracy: 0.7 };
    const parameters = { patternAllocated: 3, patternEffective: 3, generator: 4, total: 7 };
    const event: TrainingEvent = {
      type: 'done',
      runId,
      unprompted: { testAccuracy: 0.4 },
      last: accuracy,
      best: accuracy,
      cleanTrainLoss: 0.5,
      parameters,
      backend: 'wasm',
      seconds: 60,
    };
    this.say(event);
  }
}

export interface FakeWorld extends Dependencies {
  readonly trainers: FakeTrainer[];
  /** the worker in use */
  readonly trainer: FakeTrainer;
  readonly saved: string[];
  clock: number;
  reloads: number;
  stored: StoredRun | null;
}

/** Claims where there is no other tab. */
const alone: Dependencies['claims'] = {
  claim: () => Promise.resolve(true),
  release: () => undefined,
  elsewhere: () => Promise.resolve(new Set()),
};

const refused = () => Promise.reject(new UserError('This browser keeps nothing.'));

export function fakeWorld(change: Partial<Dependencies> = {}): FakeWorld {
  const trainers: FakeTrainer[] = [];
  let runs = 0;
  const world: FakeWorld = {
    trainers,
    get trainer() {
      const newest = trainers.at(-1);
      if (!newest) throw new Error('No worker was made.');
      return newest;
    },
    saved: [],
    clock: 0,
    reloads: 0,
    stored: null,
    messages: catalogues.en,
    openTrainer: (listener) => {
      const trainer = new FakeTrainer(listener);
      trainers.push(trainer);
      return trainer;
    },
    openLayout: () => () => undefined,
    lab: {
      index: () => Promise.resolve(null),
      pictures: () => Promise.reject(new Error('There are no pictures.')),
      weights: () => Promise.reject(new Error('There are no weights.')),
    },
    recorded: {
      first: () => Promise.resolve([]),
      more: () => Promise.resolve([]),
      survey: () => Promise.resolve(null),
      inspection: () => Promise.resolve(null),
      weights: () => Promise.resolve(null),
    },
    readPageFile: () => Promise.reject(new Error('There is no such file.')),
    storage: {
      save: (run) => {
        world.stored = run;
        return Promise.resolve();
      },
      load: () => Promise.resolve(world.stored),
      clear: () => {
        world.stored = null;
        return Promise.resolve();
      },
    },
    library: {
      list: () => Promise.resolve({ entries: [], unreadable: [] }),
      put: refused,
      record: () => Promise.resolve(null),
      snapshots: () => Promise.resolve(null),
      keepCurves: () => Promise.resolve(),
      checkpoint: () => Promise.resolve(null),
      annotate: refused,
      settle: refused,
      keepCheck: refused,
      delete: refused,
      restore: refused,
      exportRun: refused,
      importRun: refused,
      listen: () => () => undefined,
    },
    guesses: { load: () => Promise.resolve({}), save: () => Promise.resolve() },
    queue: { write: () => Promise.resolve(), takeOver: () => Promise.resolve({ runs: [], problems: [] }) },
    claims: alone,
    tabs: alone,
    tab: 'tab-1',
    offline: () => Promise.resolve(noOffline),
    ownData: async () => ({ library: noDatasets, openImport: () => noImport }),
    decks: () => {
      throw new Error('no deck is opened in this world');
    },
    openResults: () => Promise.reject(new Error('no results here')),
    ownNetworks: async () => ({ library: noNetworks, openNetwork: () => noNetwork, workers: 2 }),
    disk: { askToKeep: () => Promise.resolve(), report: () => Promise.resolve(null) },
    assets: 'https://example.test/',
    readAsset: () => Promise.resolve(null),
    newRunId: () => `run-${++runs}`,
    reload: () => void world.reloads++,
    saveFile: (name) => world.saved.push(name),
    idle: () => Promise.resolve(),
    now: () => world.clock,
    preload: false,
    autoplay: true,
    ...change,
  };
  return world;
}

export const state = () => explorer.getState();
export const live = () => state().live;
export const notices = () => state().notices.map(({ text }) => text);
export const run = (id: string | null) => state().runs.find((one) => one.id === id);
/** everything that is waiting for a promise has had its turn */
export const settled = () => new Promise((resolve) => setTimeout(resolve));

/** A controller whose run has begun. */
export function running({ backend }: { backend?: DeviceReport['backend'] } = {}) {
  const world = fakeWorld();
  const controller = new PageController(world);
  controller.play();
  world.trainer.ready(backend);
  world.trainer.started();
  world.trainer.say({ type: 'samples', runId: 'run-1', samples: sampleSet(['test/0']) });
  return { world, controller, trainer: world.trainer };
}

const noNetworks: OwnNetworksWorld['library'] = {
  list: async () => [],
  delete: async () => undefined,
  listen: () => () => undefined,
};

const noNetwork: ReturnType<OwnNetworksWorld['openNetwork']> = {
  ask: async () => ({ type: 'failed', message: 'There is no worker here.' }),
  cancel: () => undefined,
  close: () => undefined,
};

const noDatasets: OwnDataWorld['library'] = {
  list: async () => ({ imports: [], datasets: [] }),
  labels: async () => ({}),
  label: async () => ({ given: [], added: [] }),
  forgetLabels: async () => undefined,
  rename: async () => undefined,
  delete: async () => undefined,
  deleteImport: async () => undefined,
  listen: () => () => undefined,
};

const noImport: ReturnType<OwnDataWorld['openImport']> = {
  ask: async () => ({ type: 'failed', message: 'There is no worker here.', import: null }),
  cancel: () => undefined,
  close: () => undefined,
};

export const noOffline: OfflineCopy = {
  open: () => Promise.resolve('impossible'),
  report: () => Promise.resolve(null),
  keep: () => Promise.resolve('failed'),
  forget: () => Promise.resolve(),
  update: () => Promise.resolve(),
};
