import { isOwnId } from '../data/own/own-id';
import { explorer } from '../store/store';
import type { Dependencies } from './dependencies';
import type { OwnNetworks } from './own-networks';
import type { OwnNetworksCommands } from './own-networks-commands';
import type { Shelf } from './shelf';

export interface LateOwnNetworks extends OwnNetworksCommands {
  /** resolves when it is known whether the network that the settings name is here */
  settled(): Promise<void>;
  close(): void;
}

type World = Pick<Dependencies, 'messages' | 'ownNetworks'>;

/** The commands for networks of one's own, loaded with the first of them: the first view carries none of it. */
export function lateOwnNetworks(world: World, shelf: Pick<Shelf, 'askToKeep' | 'measure'>): LateOwnNetworks {
  let made: Promise<OwnNetworks> | null = null;
  const ready = () =>
    (made ??= openOwnNetworks(world, shelf)).catch((error: unknown) => {
      // offline for the first time: whoever asks again tries again
      made = null;
      throw error;
    });
  const late = (work: (commands: OwnNetworks) => void) => void ready().then(work);
  return {
    settled: async () => {
      if (isOwnId(explorer.getState().settings.backbone)) await (await ready()).known();
    },
    open: () => late((networks) => networks.open()),
    look: (file) => late((networks) => networks.look(file)),
    names: (file) => late((networks) => networks.names(file)),
    normalise: (normalisation) => late((networks) => networks.normalise(normalisation)),
    keep: () => late((networks) => networks.keep()),
    fetch: (address) => late((networks) => networks.fetch(address)),
    cancel: () => late((networks) => networks.cancel()),
    dismiss: () => late((networks) => networks.dismiss()),
    remove: (id) => late((networks) => networks.remove(id)),
    use: (id) => late((networks) => networks.use(id)),
    close: () => void made?.then((networks) => networks.close()),
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
