import { isOwnId } from '../data/own/own-id';
import type { Normalisation } from '../core/normalisation';
import { UserError } from '../lib/user-error';
import type { NetworkLibrary } from '../storage/network-library';
import { changeOwnNetworks, changeSettings, chooseSettings, notify } from '../store/actions';
import { unrecorded } from '../store/history';
import { settingsWith, settingsWithout, type IncomingNetwork } from '../store/own-networks';
import { explorer } from '../store/store';
import type { NetworkClient, NetworkProgress } from '../worker/client/open-network';
import type { NetworkAnswer, NetworkRequest, SaidOfNetwork } from '../worker/network-protocol';
import type { Dependencies } from './dependencies';
import type { OwnNetworksCommands } from './own-networks-commands';

/** What networks of one's own need of the world; opened when they are first asked for. */
export interface OwnNetworksWorld {
  readonly library: Pick<NetworkLibrary, 'list' | 'delete' | 'listen'>;
  openNetwork(): NetworkClient;
  /** that share a network's passes where the processor computes */
  readonly workers: number;
}

type Parts = OwnNetworksWorld & Pick<Dependencies, 'messages'> & { askToKeep(): void; measure(): void };

const nothingSaid: SaidOfNetwork = { normalisation: null, classNames: null };

/** Brings networks of one's own in, and keeps the page in step with what this browser has. */
export class OwnNetworks implements OwnNetworksCommands {
  readonly #parts: Parts;
  #client: NetworkClient | null = null;
  #file: File | null = null;
  readonly #ends: readonly (() => void)[];

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#ends = [
      parts.library.listen(() => void this.#refresh()),
      explorer.subscribe(
        ({ settings }) => settings.backbone,
        () => this.#settle(),
      ),
    ];
  }

  close(): void {
    for (const end of this.#ends) end();
    this.#client?.close();
    this.#client = null;
  }

  /** Resolves when it is known what is here, and the settings say nothing else. */
  async known(): Promise<void> {
    if (explorer.getState().ownNetworks.state === 'unasked') await this.#refresh();
  }

  open(): void {
    void this.known();
  }

  look(file: File): void {
    if (incoming().stage === 'arriving') return;
    this.#file = file;
    come({ stage: 'looking', name: file.name });
    const { side, batch } = explorer.getState().settings;
    const request = { type: 'look', file, run: { side, batch }, machine: this.#machine() } as const;
    void this.#ask(request).then((answer) => {
      // another file was given meanwhile
      if (this.#file !== file) return;
      if (answer.type === 'found') {
        come({ stage: 'found', found: answer, said: nothingSaid, problem: null });
      } else if (answer.type === 'failed') this.#end(file.name, answer.message);
    });
  }

  names(file: File): void {
    const before = incoming();
    if (before.stage !== 'found') return;
    void this.#ask({ type: 'names', file, classes: before.found.classes }).then((answer) => {
      const now = incoming();
      if (now.stage !== 'found' || now.found !== before.found) return;
      if (answer.type === 'names') {
        come({ ...now, said: { ...now.said, classNames: answer.names }, problem: null });
      } else if (answer.type === 'failed') come({ ...now, problem: answer.message });
    });
  }

  normalise(normalisation: Normalisation | null): void {
    const now = incoming();
    if (now.stage === 'found') come({ ...now, said: { ...now.said, normalisation } });
  }

  keep(): void {
    const now = incoming();
    const file = this.#file;
    if (now.stage !== 'found' || !file) return;
    this.#bring(file.name, { type: 'keep', file, said: now.said, machine: this.#machine() });
  }

  fetch(address: string): void {
    if (incoming().stage === 'arriving') return;
    this.#bring(address, { type: 'fetch', address, said: nothingSaid, machine: this.#machine() });
  }

  cancel(): void {
    this.#client?.cancel();
  }

  dismiss(): void {
    this.#file = null;
    come({ stage: 'none' });
  }

  remove(id: string): void {
    changeOwnNetworks({ refused: null });
    void this.#parts.library
      .delete(id)
      .then(() => this.#refresh())
      .then(() => this.#parts.measure())
      .catch((error: unknown) => {
        if (!(error instanceof UserError)) throw error;
        changeOwnNetworks({ refused: error.message });
      });
  }

  use(id: string | null): void {
    const { ownNetworks, settings } = explorer.getState();
    const network = ownNetworks.networks.find((one) => one.id === id);
    if (network) chooseSettings(settingsWith(network, settings));
    else if (id === null) chooseSettings(settingsWithout());
  }

  #bring(name: string, request: Extract<NetworkRequest, { type: 'keep' | 'fetch' }>): void {
    const what = request.type === 'fetch' ? 'asking' : 'reading';
    come({ stage: 'arriving', name, what, done: 0, total: 0 });
    const onProgress = ({ what: now, done, total }: NetworkProgress) =>
      come({ stage: 'arriving', name, what: now, done, total });
    void this.#ask(request, onProgress).then(async (answer) => {
      await this.#refresh();
      this.#parts.measure();
      if (answer.type === 'kept') {
        this.dismiss();
        this.#parts.askToKeep();
      } else if (answer.type === 'cancelled') this.#end(name, null);
      else if (answer.type === 'failed') this.#end(name, answer.message);
    });
  }

  #end(name: string, message: string | null): void {
    come({ stage: 'ended', name, message });
  }

  async #ask(
    request: NetworkRequest,
    onProgress?: (progress: NetworkProgress) => void,
  ): Promise<NetworkAnswer> {
    const client = (this.#client ??= this.#parts.openNetwork());
    const answer = await client.ask(request, onProgress);
    // a worker that has ended answers nothing else any more; the next question makes another one
    if (answer.type === 'failed' && this.#client === client) {
      client.close();
      this.#client = null;
    }
    return answer;
  }

  #machine() {
    const { device } = explorer.getState().engine;
    const processor = device === null || device.backend === 'wasm' || device.backend === 'cpu';
    return processor
      ? ({ device: 'processor', workers: device?.workers ?? this.#parts.workers } as const)
      : ({ device: 'gpu' } as const);
  }

  async #refresh(): Promise<void> {
    try {
      changeOwnNetworks({ state: 'ready', networks: await this.#parts.library.list() });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      changeOwnNetworks({ state: 'unavailable' });
    }
    this.#settle();
  }

  /** What the settings name must be here: a link, or another tab that has deleted it, may say otherwise. */
  #settle(): void {
    const { settings, ownNetworks } = explorer.getState();
    const { backbone } = settings;
    if (!isOwnId(backbone) || ownNetworks.state === 'unasked') return;
    if (ownNetworks.networks.some(({ id }) => id === backbone)) return;
    const { missing } = this.#parts.messages.notices.ownNetwork;
    notify({ tone: 'warn', text: missing(backbone), action: null });
    unrecorded(() => changeSettings(settingsWithout()));
  }
}

function incoming(): IncomingNetwork {
  return explorer.getState().ownNetworks.incoming;
}

function come(next: IncomingNetwork): void {
  changeOwnNetworks({ incoming: next });
}
