import { checkConfig } from '../core/ablation/registry';
import type { RunEntry } from '../data/run-entry';
import { UserError } from '../lib/user-error';
import { changeLibrary } from '../store/actions';
import { withEntry } from '../store/library';
import { explorer } from '../store/store';
import type { Dependencies } from './dependencies';
import type { Shelf } from './shelf';

const megabyte = 1e6;
/** a run of the largest side with a pattern for each of a thousand classes is smaller */
const largestFile = 256 * megabyte;

interface Taker extends Pick<Dependencies, 'library' | 'messages'> {
  readonly shelf: Pick<Shelf, 'bringBack'>;
  /** what the run is called from now on; the file's name without */
  readonly name?: string;
}

/**
 * Keeps a capsule file in the library, and brings its run into view.
 * @returns the entry, and whether it was there before
 * @throws UserError where it is none, or cannot be kept
 */
export async function takeCapsule(
  file: File,
  { library, messages, shelf, name = file.name.replace(/\.safetensors$/i, '') }: Taker,
): Promise<{ readonly known: boolean; readonly entry: RunEntry }> {
  const text = messages.library;
  if (file.type.startsWith('image/')) throw new UserError(text.picture);
  if (file.size > largestFile) throw new UserError(text.tooLarge(file.size, largestFile));
  const bytes = new Uint8Array(
    await file.arrayBuffer().catch(() => {
      throw new UserError(messages.notices.fileUnreadable);
    }),
  );
  const { decodeCapsule } = await import('../data/capsule');
  // a variant that this version does not know would be nowhere at home
  checkConfig(decodeCapsule(bytes).config.method);
  const entry = await library.importRun({ name, bytes });
  const known = explorer.getState().library.entries.some(({ id }) => id === entry.id);
  changeLibrary((before) => withEntry(before, entry));
  await shelf.bringBack(entry.id);
  return { known, entry };
}
