import { loadedOnce } from '../lib/loaded-once';
import { otherTexts, type Messages } from '../messages/messages';
import { explorer } from '../store/store';
import type { DeckCommands } from './deck-commands';
import type { DeckWorld } from './decks';
import { lateCalls } from './late-calls';

/**
 * The lecture place's commands, which are loaded with the first of them, and what they say: a page that holds no
 * lecture carries none of it.
 * @param world opened at the same time
 */
export function lateDecks(world: () => Promise<DeckWorld>, messages: Messages): DeckCommands {
  const decks = loadedOnce(async () => {
    const [{ Decks }, opened] = await Promise.all([import('./decks'), world(), otherTexts()]);
    return new Decks(opened);
  });
  const late = lateCalls(decks, messages);
  explorer.subscribe(
    ({ view }) => view.place === 'lecture',
    (wanted) => wanted && late((commands) => commands.open()),
    { fireImmediately: true },
  );
  return {
    open: () => late((commands) => commands.open()),
    create: () => late((commands) => commands.create()),
    duplicate: (id) => late((commands) => commands.duplicate(id)),
    rename: (id, title) => late((commands) => commands.rename(id, title)),
    remove: (id) => late((commands) => commands.remove(id)),
    putBack: () => late((commands) => commands.putBack()),
    take: (files) => late((commands) => commands.take(files)),
    save: (id) => late((commands) => commands.save(id)),
    addState: () => late((commands) => commands.addState()),
    takeOverState: () => late((commands) => commands.takeOverState()),
    copyLink: (id, slide) => late((commands) => commands.copyLink(id, slide)),
    copyEmbed: (id, slide) => late((commands) => commands.copyEmbed(id, slide)),
  };
}
