import type { RunConfig } from '../core/method-config';
import { isOwnId } from '../data/own/own-id';
import type { Normalisation } from '../core/normalisation';
import { UserError } from '../lib/user-error';
import type { NetworkLibrary } from '../storage/network-library';
import { changeOwnNetworks, changeSettings, chooseSettings, notify } from '../store/actions';
import { unrecorded } from '../store/history';
import { isHere, settingsWith, settingsWithout, type IncomingNetwork } from '../store/own-networks';
import { explorer } from '../store/store';
import type { NetworkClient, NetworkProgress } from '../worker/client/open-network';
import type {
  FoundNetwork,
  KeptNetwork,
  NetworkAnswer,
  NetworkRequest,
  SaidOfNetwork,
} from '../worker/network-protocol';
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

/** Brings networks of one's own in, and keeps the page in step with what this browser has. */
export class OwnNetworks implements OwnNetworksCommands {
  readonly #parts: Parts;
  readonly #client: NetworkClient;
  #file: File | null = null;
  readonly #ends: readonly (() => void)[];

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#client = parts.openNetwork();
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
    this.#client.close();
  }

  /** Resolves when it is known what is here, and the settings say nothing else. */
  async known(): Promise<void> {
    if (explorer.getState().ownNetworks.state === 'unasked') await this.#refresh();
  }

  open(): void {
    void this.known();
  }

  /** See LateOwnNetworks. */
  async obstacle({
    label,
    config: { backbone },
  }: {
    readonly label: string;
    readonly config: RunConfig;
  }): Promise<string | null> {
    await this.known();
    const network = explorer.getState().ownNetworks.networks.find(({ id }) => id === backbone);
    if (network && isHere(network)) return null;
    const { needed, neededUnknown } = this.#parts.messages.notices.ownNetwork;
    return network ? needed(label, network.name) : neededUnknown(label, backbone.slice(-16));
  }

  look(file: File): void {
    if (incoming().stage === 'arriving') return;
    this.#file = file;
    come({ stage: 'looking', name: file.name });
    const { side, batch } = explorer.getState().settings;
    const request = { type: 'look', file, run: { side, batch }, machine: this.#machine() } as const;
    void this.#client.ask(request).then((answer) => {
      // another file was given meanwhile
      if (this.#file === file) this.#find(file.name, answer);
    });
  }

  ask(address: string): void {
    if (incoming().stage === 'arriving') return;
    this.#file = null;
    come({ stage: 'arriving', name: address, what: 'asking', done: 0, total: 0 });
    const { side, batch } = explorer.getState().settings;
    const request = { type: 'ask', address, run: { side, batch }, machine: this.#machine() } as const;
    void this.#client.ask(request).then((answer) => this.#find(address, answer));
  }

  names(file: File): void {
    const before = incoming();
    if (before.stage !== 'found') return;
    void this.#client.ask({ type: 'names', file, classes: before.found.classes }).then((answer) => {
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

  keep(then: 'keep' | 'use'): void {
    const now = incoming();
    const file = this.#file;
    if (now.stage !== 'found') return;
    const { origin, name } = now.found;
    const given = { said: now.said, machine: this.#machine() };
    const address = addressOf(origin);
    if (address !== null) this.#bring(name, { type: 'fetch', address, ...given }, then);
    else if (file) this.#bring(name, { type: 'keep', file, ...given }, then);
  }

  fetchAgain(id: string): void {
    if (incoming().stage === 'arriving') return;
    const network = explorer.getState().ownNetworks.networks.find((one) => one.id === id);
    const address = network && addressOf(network.origin);
    if (!network || !address) return;
    const given = { said: saidOf(network), machine: this.#machine() };
    this.#bring(network.name, { type: 'fetch', address, ...given }, 'keep');
  }

  cancel(): void {
    this.#client.cancel();
  }

  dismiss(): void {
    this.#file = null;
    come({ stage: 'none' });
  }

  remove(id: string): void {
    changeOwnNetworks({ refused: null });
    const { networks } = explorer.getState().ownNetworks;
    // runs may name it: what it was stays, until that is deleted too
    const weights = networks.some((one) => one.id === id && isHere(one));
    void this.#parts.library
      .delete(id, weights ? 'description' : 'nothing')
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
    if (id !== null && !(network && isHere(network))) return;
    const used = ownNetworks.networks.find((one) => one.id === settings.backbone);
    const without = settingsWithout(used, settings);
    chooseSettings(network ? { ...without, ...settingsWith(network, { ...settings, ...without }) } : without);
  }

  useSuggested(id: string): void {
    this.use(id);
    const network = explorer.getState().ownNetworks.networks.find((one) => one.id === id);
    if (network?.fitting) chooseSettings({ ...network.fitting });
  }

  #find(name: string, answer: NetworkAnswer): void {
    if (answer.type === 'found') {
      const known = explorer.getState().ownNetworks.networks.find((one) => isSameFile(one, answer));
      const said = known ? saidOf(known) : answer.read;
      come({ stage: 'found', found: answer, said, problem: null });
    } else if (answer.type === 'cancelled') this.#end(name, null);
    else if (answer.type === 'failed') this.#end(name, answer.message);
  }

  #bring(
    name: string,
    request: Extract<NetworkRequest, { type: 'keep' | 'fetch' }>,
    then: 'keep' | 'use',
  ): void {
    const what = request.type === 'fetch' ? 'asking' : 'reading';
    come({ stage: 'arriving', name, what, done: 0, total: 0 });
    const onProgress = ({ what: now, done, total }: NetworkProgress) =>
      come({ stage: 'arriving', name, what: now, done, total });
    void this.#client.ask(request, onProgress).then(async (answer) => {
      await this.#refresh();
      this.#parts.measure();
      if (answer.type === 'kept') {
        this.dismiss();
        if (then === 'use') this.useSuggested(answer.network.id);
        this.#parts.askToKeep();
      } else if (answer.type === 'cancelled') this.#end(name, null);
      else if (answer.type === 'failed') this.#end(name, answer.message);
    });
  }

  #end(name: string, message: string | null): void {
    come({ stage: 'ended', name, message });
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
    const known = ownNetworks.networks.find(({ id }) => id === backbone);
    if (known && isHere(known)) return;
    const { missing } = this.#parts.messages.notices.ownNetwork;
    notify({ tone: 'warn', text: missing(known?.name ?? null, backbone.slice(-16)), action: null });
    unrecorded(() => changeSettings(settingsWithout(known, settings)));
  }
}

/** A network that is known and not here, and the file that it seems to be: what was said of it need not be said again. */
function isSameFile(known: KeptNetwork, { name, bytes, classes }: FoundNetwork): boolean {
  return !isHere(known) && known.name === name && known.bytes === bytes && known.classes === classes;
}

function saidOf({ saidNormalisation, normalisation, classNames }: KeptNetwork): SaidOfNetwork {
  return { normalisation: saidNormalisation ? normalisation : null, classNames };
}

function addressOf(origin: KeptNetwork['origin']): string | null {
  return origin.from === 'hub' ? `${origin.repository}@${origin.revision}` : null;
}

function incoming(): IncomingNetwork {
  return explorer.getState().ownNetworks.incoming;
}

function come(next: IncomingNetwork): void {
  changeOwnNetworks({ incoming: next });
}
