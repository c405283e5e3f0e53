import { UserError } from '../lib/user-error';
import { shownName } from './formats/source-file';

/**
 * The name of a folder of the app's own files. What a capsule or a link calls its data or its network never becomes any
 * other path.
 * @param what "dataset" or "network"
 * @throws UserError where it could be one
 */
export function folderName(name: string, what: string): string {
  if (/^[a-z0-9][a-z0-9-]{0,60}$/.test(name)) return name;
  throw new UserError(
    `There is no ${what} that is called "${shownName(name, 60)}". Choose one of the page’s, or bring your own in under Data & models.`,
  );
}
