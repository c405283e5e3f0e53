/** The worker that trains: joins the session with this thread's messages, files, clock and device. */
import { refused } from '../training/failures';
import { breathe } from './breathe';
import { browserImageDecoder } from './browser-decoders';
import { openTask } from './open-task';
import { holdLifeLine } from './life-line';
import type { Command, Question, SignOfLife, WorkerEvent } from './protocol';
import { Session } from './session';
import { transferables } from './transferables';

declare const self: DedicatedWorkerGlobalScope;

const post = (event: WorkerEvent): void => self.postMessage(event, transferables(event));

/** Nothing that this thread has computed can be gone on with. */
function fail(message: string, { outOfMemory = false } = {}): void {
  post({ type: 'problem', message, fatal: true, outOfMemory, runId: null });
}

function failUnexpectedly(reason: string): void {
  fail(`The engine stopped working (${reason}).`);
}

/** Browsers end their sentences, some say nothing. */
function wordsOf(message: string): string {
  return message.replace(/\.$/, '') || 'the browser does not say why';
}

const session = new Session({
  post,
  open: (command) =>
    openTask(command, {
      report: post,
      onLost: (message) => fail(`The graphics device was lost (${wordsOf(message)}).`),
      onRefused: (refusal) => fail(refused(refusal).message, refusal),
    }),
  decodeImage: browserImageDecoder(),
  clock: () => performance.now(),
  breathe,
});

const lifeLine = holdLifeLine();
const showLife = async (): Promise<void> =>
  self.postMessage({ type: 'alive', lock: await lifeLine } satisfies SignOfLife);
void showLife();

self.addEventListener('message', ({ data }: MessageEvent<Command | Question>) => {
  if (data.type === 'are-you-there') void showLife();
  else session.handle(data);
});
self.addEventListener('error', ({ message }) => failUnexpectedly(message));
self.addEventListener('unhandledrejection', ({ reason }) => failUnexpectedly(String(reason)));
