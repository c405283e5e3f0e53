/** The worker that trains: joins the session with this thread's messages, files, clock and device. */
import { breathe } from './breathe';
import { browserImageDecoder } from './browser-decoders';
import { openTask } from './open-task';
import type { Command, WorkerEvent } from './protocol';
import { Session } from './session';
import { transferables } from './transferables';

declare const self: DedicatedWorkerGlobalScope;

const post = (event: WorkerEvent): void => self.postMessage(event, transferables(event));

function fail(reason: string): void {
  post({ type: 'problem', message: `The engine stopped working (${reason}).`, fatal: true });
}

const session = new Session({
  post,
  open: (command) =>
    openTask(command, {
      report: post,
      onLost: (message) =>
        post({ type: 'problem', message: `The graphics device was lost (${message}).`, fatal: true }),
    }),
  decodeImage: browserImageDecoder(),
  clock: () => performance.now(),
  breathe,
});

self.addEventListener('message', ({ data }: MessageEvent<Command>) => session.handle(data));
self.addEventListener('error', ({ message }) => fail(message));
self.addEventListener('unhandledrejection', ({ reason }) => fail(String(reason)));
