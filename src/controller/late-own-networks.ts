import type { RunConfig } from '../core/method-config';
import { isOwnId } from '../data/own/own-id';
import { loadedOnce } from '../lib/loaded-once';
import { explorer } from '../store/store';
import type { Dependencies } from './dependencies';
import { lateCalls } from './late-calls';
import type { OwnNetworks } from './own-networks';
import type { OwnNetworksCommands } from './own-networks-commands';
import type { Shelf } from './shelf';

export interface LateOwnNetworks extends OwnNetworksCommands {
  /** resolves when it is known whether the network that the settings name is here */
  settled(): Promise<void>;
  /** in words, why a run cannot be trained on: its network is one of one's own, and not here; null = it can */
  obstacle(run: { readonly label: string; readonly config: RunConfig }): Promise<string | null>;
  close(): void;
}

interface Trained {
  readonly config: Pick<RunConfig, 'backbone'>;
}

type World = Pick<Dependencies, 'messages' | 'ownNetworks'>;

/** The commands for networks of one's own, loaded with the first of them: the first view carries none of it. */
export function lateOwnNetworks(world: World, shelf: Pick<Shelf, 'askToKeep' | 'measure'>): LateOwnNetworks {
  let made: OwnNetworks | null = null;
  const ready = loadedOnce(async () => (made = await openOwnNetworks(world, shelf)));
  const late = lateCalls(ready, world.messages);
  // what names a run's network to the person must know what it is called
  const open = () => {
    if (explorer.getState().ownNetworks.state === 'unasked') late((networks) => networks.open());
  };
  const named = (runs: readonly Trained[]) => runs.some(({ config }) => isOwnId(config.backbone)) && open();
  const ends = [
    explorer.subscribe(({ runs }) => runs, named, { fireImmediately: true }),
    explorer.subscribe(({ library }) => library.entries, named, { fireImmediately: true }),
  ];
  return {
    settled: async () => {
      if (isOwnId(explorer.getState().settings.backbone)) await (await ready()).known();
    },
    obstacle: async (run) => (isOwnId(run.config.backbone) ? (await ready()).obstacle(run) : null),
    open: () => late((networks) => networks.open()),
    look: (file) => late((networks) => networks.look(file)),
    names: (file) => late((networks) => networks.names(file)),
    normalise: (normalisation) => late((networks) => networks.normalise(normalisation)),
    ask: (address) => late((networks) => networks.ask(address)),
    keep: (then) => late((networks) => networks.keep(then)),
    fetchAgain: (id) => late((networks) => networks.fetchAgain(id)),
    cancel: () => late((networks) => networks.cancel()),
    dismiss: () => late((networks) => networks.dismiss()),
    remove: (id) => late((networks) => networks.remove(id)),
    use: (id) => late((networks) => networks.use(id)),
    useSuggested: (id) => late((networks) => networks.useSuggested(id)),
    close: () => {
      for (const end of ends) end();
      made?.close();
    },
  };
}

async function openOwnNetworks(
  { messages, ownNetworks }: World,
  shelf: Pick<Shelf, 'askToKeep' | 'measure'>,
): Promise<OwnNetworks> {
  const [{ OwnNetworks }, opened] = await Promise.all([import('./own-networks'), ownNetworks()]);
  return new OwnNetworks({
    ...opened,
    messages,
    askToKeep: () => shelf.askToKeep(),
    measure: () => void shelf.measure(),
  });
}
