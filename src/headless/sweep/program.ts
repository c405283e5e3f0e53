/** How this program is started again: for tasks in processes of their own, here and on nodes. */
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The words of a command line that runs it, without its arguments. */
export function programWords(): readonly string[] {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  return [process.execPath, '--import', tsx, fileURLToPath(new URL('../main.ts', import.meta.url))];
}

/** A word that a POSIX shell takes as it stands. */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
