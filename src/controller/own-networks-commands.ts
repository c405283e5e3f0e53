import type { Normalisation } from '../core/normalisation';

/** What a person can ask for networks of their own. */
export interface OwnNetworksCommands {
  /** finds out what is kept here */
  open(): void;
  /** looks at a file's header; nothing is kept yet */
  look(file: File): void;
  /** reads class names for the file that was found */
  names(file: File): void;
  /** null = the architecture's usual one */
  normalise(normalisation: Normalisation | null): void;
  /** asks the model hub what stands at an address: with `keep` of that, the only thing that asks another host */
  ask(address: string): void;
  /**
   * keeps what was found; what stands on the hub is fetched for that
   * @param then trains with it from now on, at the side and batch that are suggested
   */
  keep(then: 'keep' | 'use'): void;
  /** fetches once more what is known to lie on the hub and is not here */
  fetchAgain(id: string): void;
  cancel(): void;
  /** forgets the file that was found, or what was said of one */
  dismiss(): void;
  remove(id: string): void;
  /** trains with it from now on; null = the one that comes with the page */
  use(id: string | null): void;
  /** the same at the side and batch that are suggested for it */
  useSuggested(id: string): void;
}
