import { loadedOnce } from '../lib/loaded-once';
import { isReady } from '../store/settings';
import { explorer } from '../store/store';
import type { Dependencies } from './dependencies';
import { lateCalls } from './late-calls';
import type { OwnData } from './own-data';
import type { OwnDataCommands } from './own-data-commands';
import type { Shelf } from './shelf';

export interface LateOwnData extends OwnDataCommands {
  /** resolves when the settings name data that is here: an engine for other data would only say so */
  settled(): Promise<void>;
  close(): void;
}

type World = Pick<Dependencies, 'messages' | 'ownData' | 'idle'>;

/** The commands for data of one's own, loaded with the first of them: the first view carries none of it. */
export function lateOwnData(world: World, shelf: Pick<Shelf, 'askToKeep' | 'measure'>): LateOwnData {
  let made: OwnData | null = null;
  const ready = loadedOnce(async () => (made = await openOwnData(world, shelf)));
  const late = lateCalls(ready, world.messages);
  return {
    settled: async () => {
      if (isReady(explorer.getState().settings.data)) return;
      // what could not be loaded says so when it is needed
      await ready().then(
        (data) => data.known(),
        () => undefined,
      );
    },
    open: () =>
      void world
        .idle()
        .then(ready)
        // offline, perhaps: the next panel that shows what is kept tries again
        .then(
          (data) => data.open(),
          () => undefined,
        ),
    look: (source) => late((data) => data.look(source)),
    keepAt: (side) => late((data) => data.keepAt(side)),
    begin: () => late((data) => data.begin()),
    cancel: () => late((data) => data.cancel()),
    dismiss: () => late((data) => data.dismiss()),
    show: (importId, id) => late((data) => data.show(importId, id)),
    arrange: (change) => late((data) => data.arrange(change)),
    label: (importId, more) => late((data) => data.label(importId, more)),
    rename: (id, name) => late((data) => data.rename(id, name)),
    remove: (id) => late((data) => data.remove(id)),
    removeImport: (importId) => late((data) => data.removeImport(importId)),
    trainOn: (id) => late((data) => data.trainOn(id)),
    pictures: async (...asked) => (await ready()).pictures(...asked),
    close: () => made?.close(),
  };
}

async function openOwnData(
  { messages, ownData }: Pick<World, 'messages' | 'ownData'>,
  shelf: Pick<Shelf, 'askToKeep' | 'measure'>,
): Promise<OwnData> {
  const [{ OwnData }, opened] = await Promise.all([import('./own-data'), ownData()]);
  return new OwnData({
    ...opened,
    messages,
    askToKeep: () => shelf.askToKeep(),
    measure: () => void shelf.measure(),
  });
}
