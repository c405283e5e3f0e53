import { useEffect, useSyncExternalStore, type ReactNode } from 'react';
import { explorer, useExplorer } from '../store/store';
import { entrance } from '../store/view';
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
  const place = useExplorer(({ view }) => view.place);
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
    const { app } = messages;
    document.title = place === entrance ? app.title : `${app.places[place]} · ${app.name}`;
  }, [language, messages, place]);
  return <MessagesContext value={messages}>{children}</MessagesContext>;
}
