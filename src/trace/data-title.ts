import type { Messages } from '../messages/messages';
import { useExplorer } from '../store/store';
import { useMessages } from '../ui/use-messages';

/** What data is called, for people: data of one's own by the name that it was given, where it is kept here. */
export function useDataTitle(): (data: string) => string {
  const { settings } = useMessages();
  const datasets = useExplorer(({ ownData }) => ownData.datasets);
  return (data) => dataTitle(data, { settings, datasets });
}

interface Known {
  readonly settings: Messages['settings'];
  readonly datasets: readonly { readonly id: string; readonly name: string }[];
}

export function dataTitle(data: string, { settings, datasets }: Known): string {
  const titles: Readonly<Record<string, string>> = settings.data.titles;
  const own = datasets.find(({ id }) => id === data);
  return own?.name ?? (Object.hasOwn(titles, data) ? titles[data]! : data);
}
