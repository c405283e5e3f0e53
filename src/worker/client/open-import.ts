import type { ImportAnswer, ImportReply, ImportRequest } from '../import-protocol';
import { askedWorker, type AskedWorker } from './asked-worker';

export type ImportProgress = Extract<ImportReply, { type: 'progress' }>;

/** The page's end of the worker that imports. */
export type ImportClient = AskedWorker<ImportRequest, ImportAnswer, ImportProgress>;

/** Starts the worker; it reads nothing before it is asked. A picture that it can never finish with ends it. */
export function openImport(): ImportClient {
  const worker = new Worker(new URL('../import.worker.ts', import.meta.url), { type: 'module' });
  return askedWorker(worker, {
    silent: 'The import no longer answers: one of the pictures takes too long. What came before it is kept.',
    broken: (reason) => `The import stopped working (${reason}). What it has kept stays.`,
    closed: 'The import was closed.',
    failed: (message) => ({ type: 'failed', message, import: null }),
  });
}
