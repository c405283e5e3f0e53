import { loadedOnce } from '../lib/loaded-once';
import { changeOffline } from '../store/actions';
import type { Dependencies } from './dependencies';
import type { OfflineCommands, OfflineKeeper } from './offline';
import type { Shelf } from './shelf';

export interface LateOffline extends OfflineCommands {
  /** looks after the copy that the page keeps of itself, as soon as nothing else is to be done */
  start(): void;
  useUpdate(): void;
  close(): void;
}

/** The page's copy of itself, by code that is loaded with the first request: the first view carries none of it. */
export function lateOffline(world: Dependencies, shelf: Pick<Shelf, 'measure'>): LateOffline {
  let opened: OfflineKeeper | null = null;
  const keeper = loadedOnce(async () => {
    const [{ OfflineKeeper }, copy] = await Promise.all([import('./offline'), world.offline()]);
    return (opened = new OfflineKeeper(world, { copy, shelf }));
  });
  const asked = (work: (commands: OfflineKeeper) => void) =>
    void keeper().then(work, () => changeOffline({ problem: 'failed' }));
  return {
    // a page that has no network now has its copy already, or makes it next time
    start: () =>
      void keeper().then(
        (commands) => commands.start(),
        () => undefined,
      ),
    useUpdate: () => asked((commands) => void commands.useUpdate()),
    keepEverything: () => asked((commands) => commands.keepEverything()),
    endKeeping: () => opened?.endKeeping(),
    forget: () => asked((commands) => commands.forget()),
    close: () => opened?.close(),
  };
}
