import type { OnProgress, ReadFile } from '../data/read-file';
import { fetchFiles } from './fetch-files';
import type { WorkerEvent } from './protocol';

export type Loading = Extract<WorkerEvent, { type: 'loading' }>;

/** A reader of one folder of the app's files, and the listener that its loader tells about whole files. */
export interface TrackedFiles {
  readonly read: ReadFile;
  readonly onProgress: OnProgress;
}

/** Reports every arriving byte: the loader knows whole files and the total, the reader the file on its way. */
export function trackedFiles(
  base: URL,
  what: Loading['what'],
  report: (event: Loading) => void,
): TrackedFiles {
  let done = 0;
  let total = 0;
  return {
    read: fetchFiles(base, (received) => {
      if (total > 0) report({ type: 'loading', what, done: Math.min(done + received, total), total });
    }),
    onProgress(filesDone, all) {
      done = filesDone;
      total = all;
      report({ type: 'loading', what, done, total });
    },
  };
}
