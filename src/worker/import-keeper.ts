import type { LeftOut } from '../data/formats/format';
import type { ImportEvent } from '../data/own/import-dataset';
import type { DatasetLibrary, NewImport } from '../storage/dataset-library';
import type { StoredImport } from '../storage/dataset-schema';
import type { ImportReply } from './import-protocol';

type Progress = Omit<Extract<ImportReply, { type: 'progress' }>, 'type' | 'request'>;

export interface KeeperHost {
  readonly library: DatasetLibrary;
  readonly clock: () => number;
  readonly onProgress: (progress: Progress) => void;
}

/** Milliseconds between two reports. */
const REPORT_EVERY = 100;

/** Writes an import's pictures into the library as they come; at any moment what is written is whole. */
export class ImportKeeper {
  readonly #host: KeeperHost;
  #cancelled = false;
  #reported = -Infinity;
  /** the import as it is written; null before it has begun */
  known: StoredImport | null = null;

  constructor(host: KeeperHost) {
    this.#host = host;
  }

  cancel(): void {
    this.#cancelled = true;
  }

  /** @returns whether it came to its end */
  async keep(
    events: AsyncIterable<ImportEvent>,
    what: Omit<NewImport, 'format' | 'total'>,
  ): Promise<boolean> {
    const { library } = this.#host;
    let leftOut: LeftOut[] = [];
    for await (const event of events) {
      if (this.#cancelled) return false;
      if (event.type === 'found') {
        this.known = await library.begin({ ...what, format: event.format, total: event.pictures });
        continue;
      }
      const known = this.known!;
      if (event.type === 'skipped') leftOut.push({ path: event.path, message: event.message });
      else if (event.type === 'block') {
        this.known = await library.add(known, { block: event.block, done: event.done, leftOut });
        leftOut = [];
      } else if (event.type === 'progress') {
        this.#report({ done: event.done, total: event.total, leftOut: known.leftOutCount + leftOut.length });
      } else {
        const whole = await library.add(known, { block: null, done: event.done, leftOut });
        this.known = await library.finish(whole, event.classNames);
      }
    }
    return true;
  }

  #report(now: Pick<Progress, 'done' | 'total' | 'leftOut'>): void {
    const { clock, onProgress } = this.#host;
    const last = now.done === now.total;
    if (!last && clock() - this.#reported < REPORT_EVERY) return;
    this.#reported = clock();
    const { pictures, bytes } = this.known!;
    onProgress({ ...now, pictures, bytes });
  }
}
