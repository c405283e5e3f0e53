import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { decodeRecordedRun } from '../src/data/recorded-run';
import { headersOf } from '../scripts/build/hosting';
import type { Command, WorkerEvent } from '../src/worker/protocol';

/**
 * A worker that trains nothing: it says again what the recorded run of SMM said when it was trained, at the pace of a
 * fast device. It is served in the place of the page's own worker, so the page under test is the one that ships.
 */

interface Stream {
  readonly ready: WorkerEvent;
  /** without the name of the run, which the page gives */
  readonly begin: readonly object[];
  /** what is said after each step; the first element belongs to step 1 */
  readonly steps: readonly (readonly object[])[];
  readonly millisecondsPerStep: number;
}

/** Serves it. Call before the page opens. */
export async function serveReplay(page: Page, { millisecondsPerStep = 25 } = {}): Promise<void> {
  const stream = packed(recordedStream(millisecondsPerStep));
  const body = `(${replay.toString()})(self, ${JSON.stringify(stream)})`;
  await page.route(/trainer\.worker-[^/]*\.js$/, (route) =>
    // an isolated page starts no worker that comes without the page's headers
    route.fulfill({ contentType: 'text/javascript', headers: headersOf('worker.js'), body }),
  );
}

/** The stream of events of public/recorded/smm: every step's loss, the stored snapshots, each epoch. */
function recordedStream(millisecondsPerStep: number): Stream {
  const file = new URL('../public/recorded/smm.more.safetensors.gz', import.meta.url);
  const run = decodeRecordedRun(new Uint8Array(gunzipSync(readFileSync(file))));
  const { config, classes, sourceClasses, curves, samples, snapshots, stepsPerEpoch, testCount } = run;
  const total = curves.losses.length;
  const patterns = snapshots.filter(({ patternStep, step }) => (patternStep ?? step) === step);
  const steps = Array.from(curves.losses, (_, i) => {
    const step = i + 1;
    const said: object[] = [
      { type: 'progress', phase: 'training', done: step, total, eta: (total - step) * 0.03 },
      {
        type: 'steps',
        fromStep: step,
        losses: curves.losses.slice(i, step),
        accuracies: curves.accuracies.slice(i, step),
      },
    ];
    const stored = snapshots.find((snapshot) => snapshot.step === step);
    // a live run has its own pattern at every snapshot
    const { pattern } = patterns.findLast((snapshot) => snapshot.step <= step) ?? patterns[0]!;
    if (stored) said.push({ type: 'snapshot', snapshot: { ...stored, pattern, patternStep: step } });
    const epoch = curves.epochs.find((record) => record.step === step);
    if (epoch) said.push({ type: 'epoch', ...epoch });
    return said;
  });
  return {
    ready: {
      type: 'ready',
      device: {
        backend: 'webgpu',
        adapter: 'recorded',
        software: false,
        reason: 'A recording.',
        workers: 1,
        dispatches: 0,
      },
      ...{ classes, sourceClasses, trainCount: stepsPerEpoch * 64, testCount },
      provenance: run.provenance,
    },
    begin: [
      {
        type: 'started',
        config,
        classes,
        parameters: run.result!.parameters,
        stepsPerEpoch,
        totalSteps: total,
        fromStep: 0,
      },
      { type: 'samples', samples },
      { type: 'unprompted', testAccuracy: run.unprompted!.testAccuracy, mapping: run.unprompted!.mapping },
      { type: 'snapshot', snapshot: snapshots[0] },
    ],
    steps,
    millisecondsPerStep,
  };
}

/** Typed arrays as JSON can hold them. */
function packed(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) {
    const { buffer, byteOffset, byteLength, constructor } = value;
    const bytes = Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);
    return { typed: constructor.name, bytes: bytes.toString('base64') };
  }
  if (Array.isArray(value)) return value.map(packed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, packed(one)]));
}

interface WorkerScope {
  postMessage(message: unknown): void;
  addEventListener(
    type: 'message',
    listener: (event: { readonly data: Command | { type: 'are-you-there' } }) => void,
  ): void;
}

/** Runs in the worker, as text: it may use nothing from around it. */
function replay(scope: WorkerScope, stream: Stream): void {
  const arrays = { Float32Array, Int32Array, Uint8Array };
  const unpacked = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(unpacked);
    if (typeof value !== 'object' || value === null) return value;
    const { typed, bytes } = value as { typed?: keyof typeof arrays; bytes?: string };
    if (typed && bytes !== undefined) {
      const raw = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0));
      return new arrays[typed](raw.buffer);
    }
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, unpacked(one)]));
  };
  const said = unpacked(stream) as Stream;
  let runId = '';
  let step = 0;
  let timer = 0 as unknown as ReturnType<typeof setInterval>;
  const say = (event: object) => scope.postMessage({ runId, ...event });
  const newest = () =>
    [...said.begin, ...said.steps.slice(0, step).flat()].findLast((event) => 'snapshot' in event) as {
      snapshot: { masks: Float32Array };
    };
  const go = () => {
    clearInterval(timer);
    timer = setInterval(() => {
      said.steps[step]?.forEach(say);
      step += 1;
      if (step >= said.steps.length) clearInterval(timer);
    }, said.millisecondsPerStep);
  };
  scope.addEventListener('message', ({ data: command }) => {
    switch (command.type) {
      case 'are-you-there':
        return scope.postMessage({ type: 'alive', lock: null });
      case 'open':
        return scope.postMessage(said.ready);
      case 'start':
        runId = command.runId;
        step = 0;
        said.begin.forEach(say);
        if (command.paused) return say({ type: 'paused', step });
        return go();
      case 'pause':
        clearInterval(timer);
        return say({ type: 'paused', step });
      case 'resume':
        say({ type: 'resumed', step });
        return go();
      case 'snapshot':
        return say(newest());
      case 'knock-out': {
        const { snapshot } = newest();
        const { samples } = said.begin.find((event) => 'samples' in event) as unknown as {
          samples: { ids: string[]; resized: Float32Array };
        };
        // another mask, as an answer must differ to be seen
        const masks = snapshot.masks.map((value) => -value);
        return scope.postMessage({
          type: 'knock-out',
          request: command.request,
          sampleIds: samples.ids,
          snapshot: { ...snapshot, masks },
          prompted: samples.resized,
        });
      }
      default:
        return;
    }
  });
  scope.postMessage({ type: 'alive', lock: null });
}
