import type { DeviceReport, WorkerEvent } from '../worker/protocol';

/** The worker that trains, and how far its loading has come. */
export interface Engine {
  readonly phase: 'idle' | 'loading' | 'ready' | 'failed';
  readonly loading: Loading | null;
  readonly device: DeviceReport | null;
  /** the sentence of the last failure; null while all is well */
  readonly problem: string | null;
  /** what the worker has loaded; null before it is ready */
  readonly contents: EngineContents | null;
  /** the live run that this worker has been given; null = it has none, though one may be on the page */
  readonly runId: string | null;
}

export type EngineContents = Pick<
  Extract<WorkerEvent, { type: 'ready' }>,
  'classes' | 'sourceClasses' | 'trainCount' | 'testCount'
>;

export type Loading = Pick<Extract<WorkerEvent, { type: 'loading' }>, 'what' | 'done' | 'total'>;

export const initialEngine: Engine = {
  phase: 'idle',
  loading: null,
  device: null,
  problem: null,
  contents: null,
  runId: null,
};

/** The live run as the run bar shows it. */
export interface Live {
  /** key into `runs`; null before the first start */
  readonly runId: string | null;
  readonly status: LiveStatus;
  readonly progress: Progress | null;
  /** last finished step */
  readonly step: number;
}

export type LiveStatus = 'none' | 'starting' | 'running' | 'pausing' | 'paused' | 'done' | 'stopped';

export interface Progress {
  readonly phase: 'compiling' | 'mapping' | 'training' | 'evaluation' | 'unprompted';
  readonly done: number;
  readonly total: number;
  /** seconds until the run ends; null while unknown */
  readonly eta: number | null;
}

export const initialLive: Live = { runId: null, status: 'none', progress: null, step: 0 };
