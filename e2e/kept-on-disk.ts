import type { Page } from '@playwright/test';

/** What lies on the browser's disk, read beside the page and not through it. */

export interface RunOnDisk {
  readonly id: string;
  readonly underWay: boolean;
  /** step of the last one, 0 without */
  readonly checkpoint: number;
  /** how many */
  readonly losses: number;
}

/** @returns `whole`: no run is without a part that its entry names */
export function runsOnDisk(
  page: Page,
): Promise<{ readonly runs: readonly RunOnDisk[]; readonly whole: boolean }> {
  return page.evaluate(async () => {
    const done = <Result>(request: IDBRequest<Result>) =>
      new Promise<Result>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error!);
      });
    const database = await done(indexedDB.open('smm-explorer'));
    const transaction = database.transaction(['entries', 'curves', 'checkpoints']);
    interface Entry {
      readonly id: string;
      readonly underWay?: boolean;
      readonly parts: { readonly checkpoints: readonly { readonly step: number }[] };
    }
    const entries = (await done(transaction.objectStore('entries').getAll())) as Entry[];
    let whole = true;
    const runs = [];
    for (const { id, underWay = false, parts } of entries) {
      const curves = (await done(transaction.objectStore('curves').get(id))) as
        { losses: Float32Array } | undefined;
      for (const { step } of parts.checkpoints) {
        const found = (await done(transaction.objectStore('checkpoints').get([id, step]))) as unknown;
        whole &&= found !== undefined;
      }
      whole &&= curves !== undefined;
      const checkpoint = parts.checkpoints.at(-1)?.step ?? 0;
      runs.push({ id, underWay, checkpoint, losses: curves?.losses.length ?? 0 });
    }
    database.close();
    return { runs, whole };
  });
}

export interface ImportOnDisk {
  readonly id: string;
  readonly state: 'importing' | 'ready';
  readonly pictures: number;
  /** as the import counts its blocks, and how many lie there with their facts and with their pixels */
  readonly blocks: readonly [counted: number, facts: number, pixels: number];
  /** SHA-256 of all pixels, in their order */
  readonly hash: string;
}

/** The pictures of one's own, and the ids of the datasets that were made of them. */
export function picturesOnDisk(
  page: Page,
): Promise<{ readonly imports: readonly ImportOnDisk[]; readonly datasets: readonly string[] }> {
  return page.evaluate(async () => {
    const done = <Result>(request: IDBRequest<Result>) =>
      new Promise<Result>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error!);
      });
    interface Import {
      readonly id: string;
      readonly state: 'importing' | 'ready';
      readonly pictures: number;
      readonly blocks: number;
    }
    const database = await done(indexedDB.open('smm-explorer'));
    const open = () => database.transaction(['imports', 'pictures', 'pixels', 'datasets']);
    const all = (await done(open().objectStore('imports').getAll())) as Import[];
    const datasets = (await done(open().objectStore('datasets').getAllKeys())) as string[];
    const imports = [];
    for (const { id, state, pictures, blocks } of all) {
      const keys = IDBKeyRange.bound([id, 0], [id, Infinity]);
      const facts = await done(open().objectStore('pictures').count(keys));
      const pixels = (await done(open().objectStore('pixels').getAllKeys(keys))) as [string, number][];
      const hashes = [];
      for (const key of pixels) {
        const bytes = (await done(open().objectStore('pixels').get(key))) as Uint8Array<ArrayBuffer>;
        hashes.push(...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
      }
      const whole = new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from(hashes)));
      const hash = Array.from(whole, (byte) => byte.toString(16).padStart(2, '0')).join('');
      imports.push({ id, state, pictures, blocks: [blocks, facts, pixels.length] as const, hash });
    }
    database.close();
    return { imports, datasets };
  });
}
