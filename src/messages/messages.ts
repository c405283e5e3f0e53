import { english } from './english/english';

/** The shape that every language fills: English is the measure. */
export type Messages = typeof english;

/** A language is one more entry here. */
export const catalogues = { en: english } satisfies Record<string, Messages>;
