import { isLanguage, preferredLanguage, type Language } from '../messages/messages';

const key = 'smm-explorer.language';

/** The language for a reader whose link names none: as they chose it last, else as their browser asks for it. */
export function readersLanguage(): Language {
  const kept = keptLanguage();
  return isLanguage(kept) ? kept : preferredLanguage(navigator.languages);
}

/** Private windows may keep nothing: then the choice holds for this visit. */
export function keepLanguage(language: Language): void {
  try {
    localStorage.setItem(key, language);
  } catch {
    return;
  }
}

function keptLanguage(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
