import { loadedOnce } from '../lib/loaded-once';
import { otherTexts } from '../messages/messages';
import type { Dependencies } from './dependencies';
import type { EverythingCommands } from './everything';
import { lateCalls } from './late-calls';
import type { LibraryCommands } from './librarian';
import type { Shelf } from './shelf';

/** What can be asked of the library of runs, loaded with the first request: nothing of it is needed to look at a run. */
export function lateLibrary(world: Dependencies, shelf: Shelf): LibraryCommands {
  const library = loadedOnce(async () => {
    const [{ Librarian }] = await Promise.all([import('./librarian'), otherTexts()]);
    return new Librarian(world, shelf);
  });
  const late = lateCalls(library, world.messages);
  return {
    annotate: (id, change) => late((commands) => commands.annotate(id, change)),
    remove: (ids) => late((commands) => commands.remove(ids)),
    putBack: () => late((commands) => commands.putBack()),
    save: (ids) => late((commands) => commands.save(ids)),
    take: (files) => late((commands) => commands.take(files)),
    check: (id, length) => late((commands) => commands.check(id, length)),
    endCheck: () => late((commands) => commands.endCheck()),
  };
}

/** The same for everything as one file. */
export function lateEverything(world: Dependencies, shelf: Shelf): EverythingCommands {
  const everything = loadedOnce(async () => {
    const [{ Everything }] = await Promise.all([import('./everything'), otherTexts()]);
    return new Everything(world, shelf);
  });
  const late = lateCalls(everything, world.messages);
  return {
    save: () => late((commands) => commands.save()),
    bring: (file) => late((commands) => commands.bring(file)),
    end: () => late((commands) => commands.end()),
  };
}
