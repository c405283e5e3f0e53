/** What the import worker does with the page's requests: reads, decodes and keeps, one import at a time. */
import { fitted, type DecodeImage } from '../data/decode-image';
import { fileOf, shownName, type DatasetSource } from '../data/formats/source-file';
import { arrangeDefaults } from '../data/own/arrange';
import { importDataset, importDefaults, type ImportOptions } from '../data/own/import-dataset';
import { rasterIn } from '../data/own/own-dataset';
import { PictureIndex } from '../data/own/picture-index';
import { rowsOf, type PictureRow } from '../data/own/picture-table';
import { sourceIdentity } from '../data/own/source-identity';
import { sha256 } from '../lib/sha256';
import { UserError } from '../lib/user-error';
import type { DatasetLibrary } from '../storage/dataset-library';
import type { StoredImport } from '../storage/dataset-schema';
import type { RunClaims } from '../storage/run-claims';
import { ImportKeeper } from './import-keeper';
import type { GivenSource, ImportAnswer, ImportCommand, ImportReply } from './import-protocol';
import { makeDataset } from './own-data';

export interface ImportHost {
  post(reply: ImportReply): void;
  readonly library: DatasetLibrary;
  /** one tab at a time imports the same files */
  readonly claims: RunClaims;
  readonly decode: DecodeImage;
  /** in milliseconds */
  readonly clock: () => number;
}

type CommandOf<Type extends ImportCommand['type']> = Extract<ImportCommand, { type: Type }>;

interface Table {
  readonly importId: string;
  readonly index: PictureIndex;
  readonly rows: readonly PictureRow[];
}

export class ImportSession {
  readonly #host: ImportHost;
  #keeper: ImportKeeper | null = null;
  #table: Table | null = null;

  constructor(host: ImportHost) {
    this.#host = host;
  }

  /** Answers a request; a failure is an answer too. */
  async handle(command: ImportCommand): Promise<void> {
    if (command.type === 'cancel') {
      this.#keeper?.cancel();
      return;
    }
    const { request } = command;
    let answer: ImportAnswer;
    try {
      answer = await this.#answer(command);
    } catch (error) {
      answer = { type: 'failed', message: wordsOf(error), import: null };
    }
    this.#host.post({ ...answer, request });
  }

  #answer(command: Exclude<ImportCommand, { type: 'cancel' }>): Promise<ImportAnswer> {
    switch (command.type) {
      case 'look':
        return this.#look(command);
      case 'import':
        return this.#import(command);
      case 'arrange':
        return this.#arrange(command);
      case 'pictures':
        return this.#pictures(command);
    }
  }

  async #look({ source: given, options }: CommandOf<'look'>): Promise<ImportAnswer> {
    const source = sourceOf(given);
    const { id } = await identified(source, options);
    const known = await this.#host.library.import(id);
    for await (const event of importDataset({ source, decode: this.#host.decode, options })) {
      if (event.type === 'found') return { ...event, known };
    }
    throw new Error('An import says first what it has found.');
  }

  async #import(command: CommandOf<'import'>): Promise<ImportAnswer> {
    const { library, clock, post } = this.#host;
    if (this.#keeper) throw new UserError('An import is under way. Wait for it, or cancel it first.');
    const keeper = new ImportKeeper({
      library,
      clock,
      onProgress: (progress) => post({ type: 'progress', request: command.request, ...progress }),
    });
    this.#keeper = keeper;
    this.#table = null;
    try {
      return await this.#keep(command, keeper);
    } catch (error) {
      return { type: 'failed', message: wordsOf(error), import: keeper.known };
    } finally {
      this.#keeper = null;
    }
  }

  async #keep(command: CommandOf<'import'>, keeper: ImportKeeper): Promise<ImportAnswer> {
    const { library, claims, decode } = this.#host;
    const source = sourceOf(command.source);
    const { id, identity, options } = await identified(source, command.options);
    if (!(await claims.claim(id))) {
      throw new UserError('Another tab imports the same files. Go on there, or close it and try again.');
    }
    try {
      keeper.known = await library.import(id);
      if (keeper.known?.state !== 'ready') {
        const { done: from = 0, bytes: keptBytes = 0 } = keeper.known ?? {};
        const events = importDataset({ source, decode, options, from, keptBytes });
        const ended = await keeper.keep(events, { id, name: source.name, options, source: identity });
        if (!ended) return { type: 'cancelled', import: keeper.known };
      }
    } finally {
      claims.release(id);
    }
    const imported = keeper.known!;
    if (imported.pictures > 0) return this.#made(imported, command);
    keeper.known = null;
    await library.deleteImport(id);
    const [first] = imported.leftOut;
    const reason = first ? ` ${first.path}: ${first.message}` : '';
    throw new UserError(`No picture in ${imported.name} can be read, so nothing of it is kept.${reason}`);
  }

  /** Pictures that cannot be trained on as they are (single ones without classes, say) are kept all the same. */
  async #made(imported: StoredImport, { source, arrange }: CommandOf<'import'>): Promise<ImportAnswer> {
    const options = { ...arrangeDefaults, ...arrange };
    // given once more, they are what was made of them
    const { datasets } = await this.#host.library.list();
    const made = datasets.find(({ importId }) => importId === imported.id);
    if (made && Object.keys(arrange).length === 0) {
      return { type: 'imported', import: imported, dataset: made, message: null };
    }
    try {
      const dataset = await makeDataset(this.#host.library, imported, { name: source.name, options });
      return { type: 'imported', import: imported, dataset, message: null };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return { type: 'imported', import: imported, dataset: null, message: error.message };
    }
  }

  async #arrange({ importId, name, options, instead }: CommandOf<'arrange'>): Promise<ImportAnswer> {
    const imported = await this.#ready(importId);
    const whole = { ...arrangeDefaults, ...options };
    const dataset = await makeDataset(this.#host.library, imported, { name, options: whole, instead });
    return { type: 'arranged', dataset };
  }

  async #pictures({ importId, from, count, side }: CommandOf<'pictures'>): Promise<ImportAnswer> {
    const { index, rows } = await this.#tableOf(importId);
    const blocks = new Map<number, Awaited<ReturnType<DatasetLibrary['pixels']>>>();
    const pictures = [];
    for (const { picture, path, label } of rows.slice(from, from + count)) {
      const there = index.at(picture);
      if (!blocks.has(there.block)) {
        blocks.set(there.block, await this.#host.library.pixels(importId, there.block));
      }
      const pixels = blocks.get(there.block);
      if (!pixels) continue;
      const { data, ...size } = fitted(rasterIn(pixels, there), side);
      // memory of its own: a view would take its whole block along
      pictures.push({
        picture,
        path: shownName(path),
        label,
        raster: { ...size, data: Uint8Array.from(data) },
      });
    }
    return { type: 'pictures', total: index.count, pictures };
  }

  /** What is known of all pictures of an import that has come to its end, read once for as long as it is looked through. */
  async #tableOf(importId: string): Promise<Table> {
    if (this.#table?.importId !== importId) {
      const facts = await this.#host.library.facts(importId);
      this.#table = { importId, index: new PictureIndex(facts), rows: rowsOf(facts) };
    }
    return this.#table;
  }

  async #ready(importId: string): Promise<StoredImport> {
    const imported = await this.#host.library.import(importId);
    if (imported?.state === 'ready') return imported;
    throw new UserError(
      imported
        ? 'Not all of these pictures are there yet. Give their files again, and the import goes on.'
        : 'These pictures are no longer kept here. Import their files again.',
    );
  }
}

function sourceOf({ name, files }: GivenSource): DatasetSource {
  return {
    name,
    files: files.map(({ path, file }) => ({
      ...fileOf(path, file.size, async (start, end) => {
        try {
          return new Uint8Array(await file.slice(start, end).arrayBuffer());
        } catch {
          throw new UserError(`${name} can no longer be read: it was changed or moved. Choose it again.`);
        }
      }),
      changed: file.lastModified,
    })),
  };
}

/** The same files, kept the same way, are the same import. */
async function identified(source: DatasetSource, given: Partial<ImportOptions>) {
  const options = { ...importDefaults, ...given };
  const identity = await sourceIdentity(source);
  const said = new TextEncoder().encode(`${identity}/${options.keptSide}/${options.labels}`);
  return { id: sha256([said]).slice(0, 16), identity, options };
}

function wordsOf(error: unknown): string {
  if (error instanceof UserError) return error.message;
  if (error instanceof RangeError) {
    return 'There is not enough memory for these pictures. Keep them smaller, or use fewer.';
  }
  return `The import stopped working (${error instanceof Error ? error.message : String(error)}).`;
}
