import type { BackendName, BackendRequest } from '../core/engine/backend-name';
import type { RunConfig } from '../core/method-config';
import type { InspectionAnswer, InspectionQuestion } from '../data/inspection';
import type { Drawing, LiveWatch, PicturePlace } from '../data/live-picture';
import type { Provenance } from '../data/run-record';
import type { TrainingEvent } from '../training/events';
import type { StoredExplanation } from '../training/explain-stored';
import type { KnockOutReport, Switch } from '../training/knock-outs';

/** What crosses the worker boundary, both ways. Types only; everything here is transferable or cloneable. */

export type { BackendRequest };

/** Which device trains, and why that one. */
export interface DeviceReport {
  readonly backend: BackendName;
  /** adapter or processor in words, as shown to the person */
  readonly adapter: string;
  /** true when WebGPU runs on a software adapter (only when asked for) */
  readonly software: boolean;
  /** one sentence: why this backend and not a faster one */
  readonly reason: string;
  /** workers in the pool; 1 when the backbone runs in the trainer itself */
  readonly workers: number;
  /** WebGPU dispatches counted so far (0 elsewhere): proof that nothing fell back silently */
  readonly dispatches: number;
  /** how pictures between snapshots are drawn, if at all; left out by what was kept before there were any */
  readonly drawing?: Drawing;
}

/**
 * `never`: it has failed here; `proved`: it has come out on this page; `on-software`: also where WebGPU runs on the
 * processor, which is slow and only good to be looked at in tests
 */
export type DrawingRequest = 'never' | 'where-fast' | 'on-software' | 'proved';

export interface OwnImage {
  readonly id: string;
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A run to begin: from its initial weights, or where its checkpoint left it. */
export interface RunStart {
  readonly runId: string;
  readonly config: RunConfig;
  readonly checkpoint: Uint8Array | null;
}

/** A run as it is kept. */
export interface StoredRunFile {
  readonly runId: string;
  /** a run capsule */
  readonly capsule: Uint8Array;
}

/** For whom own pictures are explained: the table of all variants, or the run on screen. */
export type ExplainPurpose = 'variants' | 'shown';

export type Command =
  /** load backend, backbone and dataset; answered by `ready` */
  | {
      readonly type: 'open';
      readonly backend: BackendRequest;
      /** backends that have failed and are not to be tried again; without, all may be */
      readonly avoid?: readonly BackendName[];
      readonly assets: string;
      /** an embedded dataset's name, or one's own by its id (data/own/own-id.ts) */
      readonly data: string;
      readonly backbone: string;
      /** backbone workers on wasm; as many as there are cores, at most four, without */
      readonly workers?: number;
      /** whether pictures are drawn on the device; left out where nobody looks at any */
      readonly drawing?: DrawingRequest;
    }
  /**
   * compile what a run like this will need first, beside whatever else there is to do; `loading` tells of `pipelines`.
   * Where it cannot be done, the run itself will say why
   */
  | { readonly type: 'prepare'; readonly config: RunConfig; readonly sampleIds: readonly string[] }
  /** begin a run, in the place of all before; `paused` waits before the first batch */
  | (RunStart & {
      readonly type: 'start';
      readonly sampleIds: readonly string[];
      readonly paused: boolean;
      /** train in lockstep with it */
      readonly beside?: readonly RunStart[];
    })
  /** begin runs beside those that train, at their own step: in lockstep with each other, not with these */
  | {
      readonly type: 'join';
      readonly runs: readonly RunStart[];
      readonly paused: boolean;
      /**
       * they go on from where another run stood at this step, which is replayed from a checkpoint before it (their
       * own are null then). What each has in common with it is in its `started`
       */
      readonly fork?: { readonly checkpoint: Uint8Array; readonly step: number };
    }
  /** end one run and forget it; the others go on */
  | { readonly type: 'cancel'; readonly runId: string }
  /** these four are for all runs */
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  /** one batch, then pause */
  | { readonly type: 'step' }
  | { readonly type: 'stop' }
  /** decode pictures and put them in view; each answered by `own-image`, failures with their sentence */
  | { readonly type: 'add-images'; readonly images: readonly OwnImage[] }
  | { readonly type: 'remove-image'; readonly id: string }
  /** which test images are in view */
  | { readonly type: 'view'; readonly sampleIds: readonly string[] }
  /** a fresh snapshot of the samples in view, from each run; answered between chunks */
  | { readonly type: 'snapshot' }
  /**
   * a run as it stands with a part switched off, nothing trained again: answered by `knock-out` for the samples,
   * then by `knock-out-score` again and again; by `knock-out-refused` where the run has nothing for it. The newest
   * request ends those before, but one without a score leaves that of the request before to come in
   */
  | ({
      readonly type: 'knock-out';
      readonly request: number;
      readonly runId: string;
      readonly sampleIds: readonly string[];
      readonly score: boolean;
      /** of a run that is not in this worker; null or left out = it is */
      readonly capsule?: Uint8Array | null;
    } & Switch)
  /** ends what was requested */
  | { readonly type: 'knock-out-end' }
  /**
   * own pictures under stored runs, nothing trained: answered for each run by `explained` or `explain-refused`, in
   * this order. The newest request ends those before it for the same purpose
   */
  | {
      readonly type: 'explain';
      readonly request: number;
      readonly purpose: ExplainPurpose;
      readonly sampleIds: readonly string[];
      readonly runs: readonly StoredRunFile[];
    }
  /** ends the newest request for that purpose */
  | { readonly type: 'explain-end'; readonly purpose: ExplainPurpose }
  /**
   * something beyond the snapshots (data/inspection.ts), of a run in this worker or of a stored one: answered by
   * `inspecting` now and then, and by `inspected` or `inspect-refused` in the end
   */
  | {
      readonly type: 'inspect';
      readonly request: number;
      readonly runId: string;
      readonly question: InspectionQuestion;
      /** of a run that is not in this worker; null = it is */
      readonly capsule: Uint8Array | null;
    }
  /** nobody waits for this answer any more: none comes */
  | { readonly type: 'inspect-end'; readonly request: number }
  /**
   * draw these pictures of one sample after each step of a run, in the place of what was watched before: answered by
   * `frame` where the device can, as soon as the last one was taken
   */
  | ({ readonly type: 'watch'; readonly request: number } & LiveWatch)
  | { readonly type: 'watch-end' }
  | { readonly type: 'frame-taken'; readonly request: number }
  /** a run so far as a run capsule (.safetensors); the first one without `runId` */
  | { readonly type: 'capsule'; readonly request: number; readonly runId?: string };

export type WorkerEvent =
  | {
      readonly type: 'loading';
      /** `pipelines` may come after `ready`; all are there, or given up, when `done` is `total` */
      readonly what: 'backend' | 'backbone' | 'data' | 'self-test' | 'pipelines';
      readonly done: number;
      readonly total: number;
    }
  | {
      readonly type: 'ready';
      readonly device: DeviceReport;
      readonly classes: readonly string[];
      readonly sourceClasses: readonly string[];
      readonly trainCount: number;
      readonly testCount: number;
      /** what a run that begins now says of where it comes from */
      readonly provenance: Provenance;
    }
  | { readonly type: 'device'; readonly device: DeviceReport }
  /**
   * the pictures of a watch in one image, where `places` say; null = the run's method has no such picture. Whoever
   * gets it closes it
   */
  | {
      readonly type: 'frame';
      readonly request: number;
      /** of the run */
      readonly step: number;
      readonly places: readonly (PicturePlace | null)[];
      readonly bitmap: ImageBitmap;
    }
  | { readonly type: 'own-image'; readonly id: string; readonly ok: true }
  | { readonly type: 'own-image'; readonly id: string; readonly ok: false; readonly message: string }
  | { readonly type: 'capsule'; readonly request: number; readonly bytes: Uint8Array }
  | (KnockOutReport & { readonly request: number })
  /** `message` says why this run has nothing for the switch */
  | { readonly type: 'knock-out-refused'; readonly request: number; readonly message: string }
  | (StoredExplanation & {
      readonly type: 'explained';
      readonly request: number;
      readonly purpose: ExplainPurpose;
      readonly runId: string;
    })
  /** `message` says why this run has no answer; the others go on */
  | {
      readonly type: 'explain-refused';
      readonly request: number;
      readonly purpose: ExplainPurpose;
      readonly runId: string;
      readonly message: string;
    }
  /** how far an answer is, in its own measure */
  | {
      readonly type: 'inspecting';
      readonly request: number;
      readonly done: number;
      readonly total: number;
    }
  /** `step` is the one that the run stood at */
  | {
      readonly type: 'inspected';
      readonly request: number;
      readonly step: number;
      readonly answer: InspectionAnswer;
    }
  /** `message` says why this run has no answer, and what to do */
  | { readonly type: 'inspect-refused'; readonly request: number; readonly message: string }
  /** `message` is a sentence for the person; `fatal` = this worker is of no more use */
  | {
      readonly type: 'problem';
      readonly message: string;
      /** the worker is of no more use */
      readonly fatal: boolean;
      /** a smaller batch or side would help, the same again would not */
      readonly outOfMemory: boolean;
      /** the run that this is about; null = none, or whatever the worker has loaded */
      readonly runId: string | null;
    }
  | TrainingEvent;

/** Between the worker's two ends, and heard by nobody else: is the other one there? */
export interface Question {
  readonly type: 'are-you-there';
}

/** Answers a question; also said once unasked, at the start. */
export interface SignOfLife {
  readonly type: 'alive';
  /** the lock that the worker holds as long as it lives; null where the browser has none */
  readonly lock: string | null;
}
