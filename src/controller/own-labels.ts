import type { DatasetLibrary } from '../storage/dataset-library';
import { changeOwnData } from '../store/actions';
import { noLabels, type GivenLabels } from '../store/own-data';
import { explorer } from '../store/store';

type Labels = Readonly<Record<string, GivenLabels>>;

/** What has been said of single pictures and is no dataset yet: on the page at once, on the disk as soon as it takes it. */
export class OwnLabels {
  readonly #library: Pick<DatasetLibrary, 'labels' | 'label' | 'forgetLabels'>;
  /** imports whose labels the page has and the disk has not */
  readonly #unwritten = new Set<string>();

  constructor(library: Pick<DatasetLibrary, 'labels' | 'label' | 'forgetLabels'>) {
    this.#library = library;
  }

  /** @param more null = take all of it back. @throws UserError where the disk is full; on the page it stays */
  async give(importId: string, more: Partial<GivenLabels> | null): Promise<void> {
    change(importId, more);
    this.#unwritten.add(importId);
    if (more) await this.#library.label(importId, more);
    else await this.#library.forgetLabels(importId);
    this.#unwritten.delete(importId);
  }

  /** All of it is a dataset now. */
  async takenOver(importId: string): Promise<void> {
    this.#unwritten.delete(importId);
    change(importId, null);
    // what is left behind says nothing but what the dataset says
    await this.#library.forgetLabels(importId).catch(() => undefined);
  }

  /** What the disk has, and what only the page has. */
  async read(): Promise<Labels> {
    const labels = await this.#library.labels();
    const here = Object.entries(explorer.getState().ownData.labels);
    return { ...labels, ...Object.fromEntries(here.filter(([id]) => this.#unwritten.has(id))) };
  }
}

function change(importId: string, more: Partial<GivenLabels> | null): void {
  const { labels } = explorer.getState().ownData;
  const before = labels[importId] ?? noLabels;
  const given = more ? [...new Map([...before.given, ...(more.given ?? [])])] : [];
  const added = more ? [...new Set([...before.added, ...(more.added ?? [])])] : [];
  changeOwnData({ labels: { ...labels, [importId]: { given, added } } });
}
