import type { ImportAnswer, ImportReply, ImportRequest } from '../import-protocol';
import { askedWorker, type AskedWorker } from './asked-worker';

export type ImportProgress = Extract<ImportReply, { type: 'progress' }>;

/** The page's end of the worker that imports. */
export type ImportClient = AskedWorker<ImportRequest, ImportAnswer, ImportProgress>;

/** A picture that the worker can never finish with ends it. */
export function openImport(): ImportClient {
  return askedWorker({
    start: () => new Worker(new URL('../import.worker.ts', import.meta.url), { type: 'module' }),
    silent: 'The import no longer answers: one of the pictures takes too long. What came before it is kept.',
    broken: (reason) => `The import stopped working (${reason}). What it has kept stays.`,
    closed: 'The import was closed.',
    failed: (message) => ({ type: 'failed', message, import: null }),
  });
}
