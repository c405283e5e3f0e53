import type { NetworkAnswer, NetworkReply, NetworkRequest } from '../network-protocol';
import { askedWorker, type AskedWorker } from './asked-worker';

export type NetworkProgress = Extract<NetworkReply, { type: 'progress' }>;

/** The page's end of the worker that looks into networks and keeps them. */
export type NetworkClient = AskedWorker<NetworkRequest, NetworkAnswer, NetworkProgress>;

export function openNetwork(): NetworkClient {
  return askedWorker({
    start: () => new Worker(new URL('../network.worker.ts', import.meta.url), { type: 'module' }),
    silent: 'This file takes too long to read. Nothing of it is kept; use another one.',
    broken: (reason) => `Reading networks stopped working (${reason}). Try again.`,
    closed: 'It was closed.',
    failed: (message) => ({ type: 'failed', message }),
  });
}
