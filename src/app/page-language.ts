import { languages, type Language, type Messages } from '../messages/messages';

/** The language that the page speaks at the moment. */
export interface PageLanguage {
  /** always those of the moment, so that whoever keeps them needs no word of a change */
  readonly live: Messages;
  /** a new object with each change of language */
  current(): Messages;
  tag(): string;
  subscribe(listener: () => void): () => void;
  /** loads the texts, then speaks; of two calls the later one counts */
  speak(language: Language): Promise<void>;
}

export async function openLanguage(first: Language): Promise<PageLanguage> {
  let language = first;
  let wanted = first;
  let messages: Messages = await languages[first].load();
  const listeners = new Set<() => void>();
  return {
    live: liveMessages(() => messages),
    current: () => messages,
    tag: () => languages[language].tag,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async speak(next) {
      wanted = next;
      if (next === language) return;
      const loaded = await languages[next].load();
      if (wanted !== next) return;
      [language, messages] = [next, loaded];
      for (const listener of listeners) listener();
    },
  };
}

/** Reads each panel's texts when they are asked for: some come later than the page. */
function liveMessages(current: () => Messages): Messages {
  return new Proxy({} as Messages, {
    get: (_, panel) => current()[panel as keyof Messages],
    has: (_, panel) => panel in current(),
  });
}
