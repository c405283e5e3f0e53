/** Imports pictures beside the page: reads foreign files, decodes them and writes them into the browser's database. */
import { openDatasetLibrary } from '../storage/dataset-library';
import { IMPORT_CLAIMS, openRunClaims } from '../storage/run-claims';
import { browserImageDecoder } from './browser-decoders';
import { openDecoder } from './decoder-port';
import type { ImportCommand, ImportReply } from './import-protocol';
import { ImportSession } from './import-session';
import { limitedDecoder } from './limited-decoder';
import type { Question, SignOfLife } from './protocol';

declare const self: DedicatedWorkerGlobalScope;

const session = new ImportSession({
  post: (reply: ImportReply) => self.postMessage(reply),
  library: openDatasetLibrary(),
  claims: openRunClaims(navigator.locks, IMPORT_CLAIMS),
  // older browsers have no workers within workers: there the page ends the whole import (client/open-import.ts)
  decode: typeof Worker === 'undefined' ? browserImageDecoder() : limitedDecoder({ open: openDecoder }),
  clock: () => performance.now(),
});

self.addEventListener('message', ({ data }: MessageEvent<ImportCommand | Question>) => {
  if (data.type === 'are-you-there') self.postMessage({ type: 'alive', lock: null } satisfies SignOfLife);
  else void session.handle(data);
});
