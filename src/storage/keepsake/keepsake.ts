/** Everything that a person made here as one file, and back. */
import { Database } from '../database';
import { openLibraryChannel } from '../library-channel';
import { bringBack, type BroughtBack } from './bring-back';
import { saveAll, type Moving } from './save-all';

const sentences = {
  full: 'The browser has no room left. What came in so far is whole and stays; delete what you no longer need, then bring the file back again.',
  none: 'This browser keeps no data for this page (a private window, perhaps), so there is nothing to save and no place to bring anything back to.',
};

/** How many of each were saved, and a sentence for each part that was not. */
export interface Saved {
  readonly runs: number;
  readonly decks: number;
  readonly datasets: number;
  readonly problems: readonly string[];
}

/** Writes all of it into a stream, which is closed at the end. */
export async function saveKeepsake(
  target: WritableStream<Uint8Array>,
  options: Moving & { readonly language: string | null },
): Promise<Saved> {
  const { contents, problems } = await saveAll(new Database(sentences), target, options);
  const { runs, decks, datasets } = contents;
  return { runs: runs.length, decks: decks.length, datasets: datasets.length, problems };
}

/** Merges a file into what is here, and tells every tab, this one too. */
export async function bringKeepsakeBack(file: Blob, options: Moving): Promise<BroughtBack> {
  try {
    return await bringBack(new Database(sentences), file, options);
  } finally {
    // also after half of it: each run is whole
    openLibraryChannel().tell();
    openLibraryChannel('smm-explorer-decks').tell();
    openLibraryChannel('smm-explorer-datasets').tell();
    openLibraryChannel('smm-explorer-networks').tell();
  }
}
