/** Tells the other tabs of this browser that what is kept has changed. What changed they read themselves. */
export interface LibraryChannel {
  tell(): void;
  /** @returns ends it */
  listen(listener: () => void): () => void;
}

const NAME = 'smm-explorer-library';

/** @param name of what is kept; the library's, unless it is something else */
export function openLibraryChannel(name: string = NAME): LibraryChannel {
  // a very old browser has none: its tabs see each other's runs after a reload
  if (typeof BroadcastChannel === 'undefined')
    return { tell: () => undefined, listen: () => () => undefined };
  // one that is open keeps its process alive: only who listens holds one for long
  let held: BroadcastChannel | null = null;
  return {
    tell() {
      const channel = held ?? new BroadcastChannel(name);
      channel.postMessage(null);
      if (channel !== held) channel.close();
    },
    listen(listener) {
      const channel = (held ??= new BroadcastChannel(name));
      const hear = () => listener();
      channel.addEventListener('message', hear);
      return () => {
        channel.removeEventListener('message', hear);
        channel.close();
        held = null;
      };
    },
  };
}
