/** What the network worker does with the page's requests: looks, fetches and keeps, one network at a time. */
import { classNamesIn, sourceClassNames } from '../data/backbones/class-names';
import { estimateMemory } from '../data/backbones/memory';
import { recogniseBackbone, type RecognisedBackbone } from '../data/backbones/recognise';
import { hubAddress } from '../data/hub/hub-address';
import { HubDownload } from '../data/hub/hub-download';
import { findHubFile, type FetchFromHub, type Hub } from '../data/hub/hub-file';
import { decodeText } from '../data/read-file';
import { headerEnd, parseHeader } from '../data/safetensors';
import type { Bytes } from '../lib/byte-stream';
import { UserError } from '../lib/user-error';
import type { NetworkLibrary } from '../storage/network-library';
import type { StoredNetwork } from '../storage/network-schema';
import type { RunClaims } from '../storage/run-claims';
import { contentOf, piecesOf } from './file-pieces';
import { fittingRun, NetworkReading } from './network-reading';
import type { NetworkAnswer, NetworkCommand, NetworkReply } from './network-protocol';

export interface NetworkHost {
  post(reply: NetworkReply): void;
  readonly library: NetworkLibrary;
  /** one tab at a time keeps a network */
  readonly claims: RunClaims;
  readonly fetch: FetchFromHub;
  readonly pause: (milliseconds: number) => Promise<void>;
}

type CommandOf<Type extends NetworkCommand['type']> = Extract<NetworkCommand, { type: Type }>;
type Progress = Omit<Extract<NetworkReply, { type: 'progress' }>, 'type' | 'request'>;

/** a hundred thousand names of ten letters, and more */
const NAMES_BYTES = 4 * 2 ** 20;
/** what all tabs claim, so that only one writes */
const WRITING = 'keep';

export class NetworkSession {
  readonly #host: NetworkHost;
  #stop: AbortController | null = null;

  constructor(host: NetworkHost) {
    this.#host = host;
  }

  /** Answers a request; a failure is an answer too. */
  async handle(command: NetworkCommand): Promise<void> {
    if (command.type === 'cancel') {
      this.#stop?.abort();
      return;
    }
    const { request } = command;
    let answer: NetworkAnswer;
    try {
      answer = await this.#answer(command);
    } catch (error) {
      answer = { type: 'failed', message: wordsOf(error) };
    }
    this.#host.post({ ...answer, request });
  }

  #answer(command: Exclude<NetworkCommand, { type: 'cancel' }>): Promise<NetworkAnswer> {
    switch (command.type) {
      case 'look':
        return look(command);
      case 'names':
        return names(command);
      case 'keep':
        return this.#keeping((signal) => this.#keep(command, signal));
      case 'fetch':
        return this.#keeping((signal) => this.#fetch(command, signal));
    }
  }

  async #keeping(work: (signal: AbortSignal) => Promise<StoredNetwork>): Promise<NetworkAnswer> {
    if (this.#stop) throw new UserError('A network is on its way already. Wait for it, or cancel it first.');
    const stop = (this.#stop = new AbortController());
    const { claims } = this.#host;
    try {
      if (!(await claims.claim(WRITING))) {
        throw new UserError('Another tab is keeping a network. Wait for it, or close it and try again.');
      }
      return { type: 'kept', network: await work(stop.signal) };
    } catch (error) {
      if (stop.signal.aborted) return { type: 'cancelled' };
      throw error;
    } finally {
      claims.release(WRITING);
      this.#stop = null;
    }
  }

  async #keep({ request, file, ...given }: CommandOf<'keep'>, signal: AbortSignal): Promise<StoredNetwork> {
    const { name, size: total } = file;
    const report = this.#reporter(request);
    // refused by its header before all of it is read
    await recognised(file);
    const content = await contentOf(piecesOf(file, signal), (done) =>
      report({ what: 'reading', done, total }),
    );
    const reading = new NetworkReading({ ...given, name, total, origin: { from: 'file' } });
    const pieces = reading.through(piecesOf(file, signal), (done) =>
      report({ what: 'keeping', done, total }),
    );
    return this.#host.library.keep(content, pieces, () => reading.record(content));
  }

  async #fetch(
    { request, address, ...given }: CommandOf<'fetch'>,
    signal: AbortSignal,
  ): Promise<StoredNetwork> {
    const { library, fetch, pause } = this.#host;
    const hub: Hub = { fetch, signal };
    const asked = hubAddress(address);
    const file = await findHubFile(asked, hub);
    const { sha256: content, bytes: total } = file;
    const repository = `${asked.owner}/${asked.name}`;
    if (content === null) {
      throw new UserError(
        `The model hub gives no SHA-256 for the weights of "${repository}", so that they could not be checked. Save model.safetensors from its page and drop it here.`,
      );
    }
    const report = this.#reporter(request);
    const origin = { from: 'hub', repository, revision: file.address.revision } as const;
    const reading = new NetworkReading({ ...given, name: repository, total, origin });
    const there = (await library.list()).find((one) => one.content === content);
    // the same bytes are here already: nothing is fetched twice
    const source: AsyncIterable<Bytes> = there
      ? library.pieces(there)
      : new HubDownload(file).pieces({ ...hub, pause, tries: 8 });
    const what = there ? 'reading' : 'fetching';
    const pieces = reading.through(source, (done) => report({ what, done, total }));
    return library.keep(content, pieces, () => reading.record(content));
  }

  /** Says how far it is, at most a few times a second. */
  #reporter(request: number): (progress: Progress) => void {
    let last = -Infinity;
    return (progress) => {
      const now = performance.now();
      if (now - last < 200 && progress.done < progress.total) return;
      last = now;
      this.#host.post({ type: 'progress', request, ...progress });
    };
  }
}

async function look({ file, run, machine }: CommandOf<'look'>): Promise<NetworkAnswer> {
  const network = await recognised(file);
  const { title, description, sides, normalisation, suggested } = network;
  const memoryOf = (size: typeof run) => estimateMemory(description, size, machine);
  const fits = run.side >= sides.min && run.side <= sides.max;
  const size = fittingRun(network, machine);
  return {
    type: 'found',
    name: file.name,
    title,
    bytes: file.size,
    classes: description.classes,
    sides,
    normalisation,
    suggested: suggested ?? null,
    memory: fits ? memoryOf(run) : null,
    fitting: size && { ...size, memory: memoryOf(size) },
  };
}

async function recognised(file: File): Promise<RecognisedBackbone> {
  const what = `"${file.name.slice(0, 120)}"`;
  const read = async (end: number) => {
    try {
      return new Uint8Array(await file.slice(0, end).arrayBuffer());
    } catch {
      throw new UserError(`${what} can no longer be read: it was changed or moved. Choose it again.`);
    }
  };
  const end = headerEnd(await read(8), what);
  const { entries } = parseHeader(await read(end), { total: file.size, what });
  return recogniseBackbone(entries, file.name);
}

async function names({ file, classes }: CommandOf<'names'>): Promise<NetworkAnswer> {
  if (file.size > NAMES_BYTES) {
    throw new UserError(
      `"${file.name.slice(0, 120)}" is too large for a list of class names (${file.size} bytes). Choose a text file with one name a line, or a JSON array of names.`,
    );
  }
  const text = decodeText(new Uint8Array(await file.arrayBuffer()), file.name);
  const given = classNamesIn(text, file.name);
  return { type: 'names', names: sourceClassNames(classes, { given, imageNet: [] }) };
}

function wordsOf(error: unknown): string {
  if (error instanceof UserError) return error.message;
  if (error instanceof RangeError) return 'There is not enough memory for this network. Use a smaller one.';
  return `This network could not be read (${error instanceof Error ? error.message : String(error)}).`;
}
