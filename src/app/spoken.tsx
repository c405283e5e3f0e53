import { useEffect, useSyncExternalStore, type ReactNode } from 'react';
import { explorer, useExplorer } from '../store/store';
import { MessagesContext } from '../ui/use-messages';
import { keepLanguage, readersLanguage } from './kept-language';
import type { PageLanguage } from './page-language';

interface SpokenProps {
  readonly language: PageLanguage;
  readonly children: ReactNode;
}

/** Gives everything inside its texts, in the language that link, reader or browser ask for. */
export function Spoken({ language, children }: SpokenProps) {
  const messages = useSyncExternalStore(language.subscribe, language.current);
  const chosen = useExplorer(({ view }) => view.language);
  useEffect(() => {
    void language.speak(chosen ?? readersLanguage());
  }, [language, chosen]);
  useEffect(
    // what stood in the link was somebody else's choice; what changes afterwards is the reader's
    () =>
      explorer.subscribe(
        ({ view }) => view.language,
        (now) => now && keepLanguage(now),
      ),
    [],
  );
  useEffect(() => {
    document.documentElement.lang = language.tag();
    document.title = messages.app.title;
  }, [language, messages]);
  return <MessagesContext value={messages}>{children}</MessagesContext>;
}
