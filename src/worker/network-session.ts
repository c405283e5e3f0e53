/** What the network worker does with the page's requests: looks, fetches and keeps, one network at a time. */
import { recogniseBackbone } from '../data/backbones/recognise';
import { hubAddress } from '../data/hub/hub-address';
import { ChangedFile, HubDownload } from '../data/hub/hub-download';
import { findHubFile, type FetchFromHub, type Hub, type HubFile } from '../data/hub/hub-file';
import { lookAtHub } from '../data/hub/hub-look';
import type { Bytes } from '../lib/byte-stream';
import { UserError } from '../lib/user-error';
import type { NetworkLibrary } from '../storage/network-library';
import type { StoredNetwork } from '../storage/network-schema';
import type { RunClaims } from '../storage/run-claims';
import { contentOf, piecesOf } from './file-pieces';
import { foundNetwork, givenNames, headerOf } from './network-finding';
import { NetworkReading } from './network-reading';
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
        return this.#look(command);
      case 'ask':
        return this.#stoppable((signal) => this.#askHub(command, signal));
      case 'names':
        return givenNames(command.file, command.classes).then((names) => ({ type: 'names', names }));
      case 'keep':
        return this.#keeping((signal) => this.#keep(command, signal));
      case 'fetch':
        return this.#keeping((signal) => this.#fetchUnchanged(command, signal));
    }
  }

  async #stoppable(work: (signal: AbortSignal) => Promise<NetworkAnswer>): Promise<NetworkAnswer> {
    if (this.#stop) throw new UserError('A network is on its way already. Wait for it, or cancel it first.');
    const stop = (this.#stop = new AbortController());
    try {
      return await work(stop.signal);
    } catch (error) {
      if (stop.signal.aborted) return { type: 'cancelled' };
      throw error;
    } finally {
      this.#stop = null;
    }
  }

  #keeping(work: (signal: AbortSignal) => Promise<StoredNetwork>): Promise<NetworkAnswer> {
    const { claims } = this.#host;
    return this.#stoppable(async (signal) => {
      if (!(await claims.claim(WRITING))) {
        throw new UserError('Another tab is keeping a network. Wait for it, or close it and try again.');
      }
      try {
        return { type: 'kept', network: await work(signal) };
      } finally {
        claims.release(WRITING);
      }
    });
  }

  async #look({ file, run, machine }: CommandOf<'look'>): Promise<NetworkAnswer> {
    const network = recogniseBackbone(await headerOf(file), file.name);
    const about = { name: file.name, bytes: file.size, origin: { from: 'file' }, config: null } as const;
    return { type: 'found', ...foundNetwork(network, { ...about, run, machine }) };
  }

  async #askHub({ address, run, machine }: CommandOf<'ask'>, signal: AbortSignal): Promise<NetworkAnswer> {
    const { file, entries, config } = await lookAtHub(hubAddress(address), { ...this.#host, signal });
    const { owner, name, revision } = file.address;
    const repository = `${owner}/${name}`;
    checkable(file);
    const network = recogniseBackbone(entries, repository);
    const origin = { from: 'hub', repository, revision } as const;
    const about = { name: repository, bytes: file.bytes, origin, config };
    return { type: 'found', ...foundNetwork(network, { ...about, run, machine }) };
  }

  /** One that changes on the way is begun anew, once. */
  async #fetchUnchanged(command: CommandOf<'fetch'>, signal: AbortSignal): Promise<StoredNetwork> {
    try {
      return await this.#fetch(command, signal);
    } catch (error) {
      if (!(error instanceof ChangedFile)) throw error;
      return this.#fetch(command, signal);
    }
  }

  async #keep({ request, file, ...given }: CommandOf<'keep'>, signal: AbortSignal): Promise<StoredNetwork> {
    const { name, size: total } = file;
    const report = this.#reporter(request);
    // refused by its header before all of it is read
    recogniseBackbone(await headerOf(file), name);
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
    const content = checkable(file);
    const { bytes: total } = file;
    const repository = `${asked.owner}/${asked.name}`;
    const report = this.#reporter(request);
    const origin = { from: 'hub', repository, revision: file.address.revision } as const;
    const reading = new NetworkReading({ ...given, name: repository, total, origin });
    const there = (await library.list()).find((one) => one.content === content && one.parts > 0);
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

/** @returns the SHA-256 that its weights must have. @throws UserError where the hub says none */
function checkable({ address: { owner, name }, sha256 }: HubFile): string {
  if (sha256 !== null) return sha256;
  throw new UserError(
    `The model hub gives no SHA-256 for the weights of "${owner}/${name}", so that they could not be checked. Save model.safetensors from its page and drop it here.`,
  );
}

function wordsOf(error: unknown): string {
  if (error instanceof UserError) return error.message;
  if (error instanceof RangeError) return 'There is not enough memory for this network. Use a smaller one.';
  return `This network could not be read (${error instanceof Error ? error.message : String(error)}).`;
}
