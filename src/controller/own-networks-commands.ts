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
  /** keeps the file that was found */
  keep(): void;
  /** fetches from the model hub and keeps: the only thing that asks another host */
  fetch(address: string): void;
  cancel(): void;
  /** forgets the file that was found, or what was said of one */
  dismiss(): void;
  remove(id: string): void;
  /** trains with it from now on; null = the one that comes with the page */
  use(id: string | null): void;
}
