import type { Messages } from '../messages/messages';
import { isOwnNetwork } from '../store/own-networks';
import { useExplorer } from '../store/store';
import { useMessages } from '../ui/use-messages';
import { useDataTitle } from './data-title';

interface Known {
  readonly pipeline: Pick<Messages['pipeline'], 'networks' | 'network' | 'ownNetwork'>;
  readonly networks: readonly { readonly id: string; readonly title: string; readonly name: string }[];
}

/** What a frozen network is called, for people: one of one's own by its architecture and its file, where that is known. */
export function networkTitle(backbone: string, { pipeline, networks }: Known): string {
  if (Object.hasOwn(pipeline.networks, backbone)) return pipeline.networks[backbone]!;
  const own = networks.find(({ id }) => id === backbone);
  if (own) return `${own.title} (${own.name.replace(/\.safetensors$/i, '')})`;
  return isOwnNetwork(backbone) ? pipeline.ownNetwork : pipeline.network;
}

export function useNetworkTitle(): (backbone: string) => string {
  const { pipeline } = useMessages();
  const networks = useExplorer(({ ownNetworks }) => ownNetworks.networks);
  return (backbone) => networkTitle(backbone, { pipeline, networks });
}

interface Task {
  readonly data: string;
  readonly backbone: string;
}

/** What a run is for, in few words: its data, and its network where that is one of one's own. */
export function useTaskTitle(): (task: Task) => string {
  const dataTitle = useDataTitle();
  const titleOf = useNetworkTitle();
  return ({ data, backbone }) =>
    isOwnNetwork(backbone) ? `${dataTitle(data)} · ${titleOf(backbone)}` : dataTitle(data);
}
