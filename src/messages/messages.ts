import type { english } from './english/english';
import { firstEnglish } from './english/first';
import type { Language } from './languages';

export type { Language };

/** The shape that every language fills: English is the measure. */
export type Messages = typeof english;

/**
 * What is there from the start: the texts of the first view. Those of parts that are loaded later come with them
 * (ui/lazy-part.ts), in place; every other language is loaded when it is wanted.
 */
export const catalogues = { en: firstEnglish as Messages };

/** Completes them: for whatever the first view does without. */
export const otherTexts = () => import('./english/english');

interface LanguageEntry {
  /** for `<html lang>` and Intl */
  readonly tag: string;
  /** the language in its own words */
  readonly name: string;
  /** the same where there is little room */
  readonly short: string;
  load(): Promise<Messages>;
}

/** A language is one more entry here, and its id in languages.ts and store/view.ts. */
export const languages = {
  en: { tag: 'en', name: 'English', short: 'EN', load: () => Promise.resolve(catalogues.en) },
  zh: {
    tag: 'zh-Hans',
    name: '简体中文',
    short: '中文',
    load: async () => (await import('./chinese/chinese')).chinese,
  },
} satisfies Record<Language, LanguageEntry>;

export function isLanguage(text: string | null): text is Language {
  return text !== null && Object.hasOwn(languages, text);
}

/** The first of a reader's languages that the page speaks; English where it speaks none. @param wanted BCP 47 tags */
export function preferredLanguage(wanted: readonly string[]): Language {
  return wanted.map((tag) => tag.toLowerCase().split('-')[0]!).find(isLanguage) ?? 'en';
}
