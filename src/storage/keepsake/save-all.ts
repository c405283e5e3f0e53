/** Writes a keepsake: run by run, so that no more than one of them is in memory. */
import { Uint8ArrayReader, ZipWriter } from '@zip.js/zip.js/lib/zip-core-custom.js';
import { serialiseSafetensors } from '../../data/safetensors';
import type { Database } from '../database';
import type { StoredCheckpoint, StoredCurves, StoredEntry } from '../library-schema';
import { saveNetworks } from './network-contents';
import { saveDatasets } from './save-datasets';
import { UserError } from '../../lib/user-error';
import {
  CONTENTS,
  contentsBytes,
  FORMAT,
  keepsakeVersion,
  soundContents,
  type Contents,
  type KeptRun,
} from './contents';

export interface Moving {
  readonly signal: AbortSignal;
  /** both in parts: runs and decks */
  onProgress(done: number, total: number): void;
}

interface SaveOptions extends Moving {
  readonly language: string | null;
}

/**
 * @returns what is in it, and a sentence for each part that is not: what could not come back is not taken along
 * @throws UserError where the browser keeps nothing; what `signal` was aborted with
 */
export async function saveAll(
  database: Database,
  target: WritableStream<Uint8Array>,
  { signal, onProgress, language }: SaveOptions,
): Promise<{ readonly contents: Contents; readonly problems: readonly string[] }> {
  // numbers, weights and pictures are packed as well as they can be
  const zip = new ZipWriter(target, { level: 0, useWebWorkers: false, keepOrder: true });
  const put = async (name: string, bytes: Uint8Array<ArrayBuffer> | undefined) => {
    if (!bytes) return null;
    await zip.add(name, new Uint8ArrayReader(bytes), { signal });
    return name;
  };
  const entries = await database.use((open) => open.getAllFromIndex('entries', 'updated'));
  const decks = await database.use((open) => open.getAllFromIndex('decks', 'updated'));
  const total = entries.length + 1;
  const runs: KeptRun[] = [];
  for (const { id } of entries) {
    signal.throwIfAborted();
    onProgress(runs.length, total);
    const run = await readRun(database, id);
    // deleted in another tab meanwhile
    if (!run) continue;
    const folder = `runs/${runs.length}`;
    const { entry, curves, checkpoints, snapshots, capsule } = run;
    const files: KeptRun['files'] = {
      curves: await put(`${folder}/curves.safetensors`, curves && curvesFile(curves)),
      checkpoints: [],
      snapshots: await put(`${folder}/pictures.safetensors`, snapshots),
      capsule: await put(`${folder}/capsule.safetensors`, capsule),
    };
    for (const { step, bytes } of checkpoints) {
      const file = await put(`${folder}/checkpoint-${step}.safetensors`, bytes);
      const fork = entry.parts.checkpoints.find((mark) => mark.step === step)?.fork ?? false;
      if (file) files.checkpoints.push({ step, fork, file });
    }
    runs.push(keptRun(entry, files));
  }
  const { imports, datasets, unfinished } = await saveDatasets(database, {
    put: async (name, bytes) => (await put(name, bytes)) ?? name,
    next: () => signal.throwIfAborted(),
  });
  const { problems, ...parts } = soundContents({
    runs,
    decks: decks.map(({ id, text, updated }) => ({ id, text, updated })),
    imports,
    datasets,
    guesses: await readGuesses(database),
    networks: await saveNetworks(database),
  });
  const contents: Contents = { format: FORMAT, version: keepsakeVersion, ...parts, settings: { language } };
  const list = new TextEncoder().encode(JSON.stringify(contents));
  if (list.length > contentsBytes) {
    throw new UserError(
      'There is more here than one file of everything can list. Delete runs or datasets that you no longer need, or save single runs as files.',
    );
  }
  await put(CONTENTS, list);
  signal.throwIfAborted();
  await zip.close();
  onProgress(total, total);
  return { contents, problems: [...unfinished, ...problems] };
}

function keptRun(entry: StoredEntry, files: KeptRun['files']): KeptRun {
  const { id, source, name, notes, tags, created, updated, version, record, measured, check } = entry;
  return {
    ...{ id, source, name, notes, tags: [...tags], created, updated, version, record, measured },
    ...(check !== undefined && { check }),
    files,
  };
}

function curvesFile({ losses, accuracies }: StoredCurves): Uint8Array<ArrayBuffer> {
  return serialiseSafetensors({
    losses: { dtype: 'F32', shape: [losses.length], data: losses },
    accuracies: { dtype: 'F32', shape: [accuracies.length], data: accuracies },
  });
}

/** All of a run as it is at one moment, whatever another tab trains. */
function readRun(database: Database, id: string) {
  return database.use(async (open) => {
    const transaction = open.transaction(['entries', 'curves', 'checkpoints', 'snapshots', 'capsules']);
    const [entry, curves, checkpoints, snapshots, capsule] = await Promise.all([
      transaction.objectStore('entries').get(id),
      transaction.objectStore('curves').get(id),
      transaction.objectStore('checkpoints').getAll(IDBKeyRange.bound([id, 0], [id, Infinity])) as Promise<
        StoredCheckpoint[]
      >,
      transaction.objectStore('snapshots').get(id),
      transaction.objectStore('capsules').get(id),
    ]);
    return entry && { entry, curves, checkpoints, snapshots, capsule };
  });
}

function readGuesses(database: Database): Promise<Contents['guesses']> {
  return database.use(async (open) => {
    const { store } = open.transaction('guesses');
    const [ids, guesses] = await Promise.all([store.getAllKeys(), store.getAll()]);
    return ids.map((id, i) => ({
      id,
      guesses: guesses[i]!.map((guess) =>
        guess.kind === 'curve' ? { ...guess, values: [...guess.values] } : guess,
      ),
    }));
  });
}
