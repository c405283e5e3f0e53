/** A deck as a file: JSON that a person can read and mend, with the format's name and version in front. */
import { z } from '../lib/schema';
import { UserError } from '../lib/user-error';
import { parseDeck, type Deck } from './deck';

const FORMAT = 'smm-deck';
export const deckVersion = 1;

/** Bytes of a file, or of what a link unpacks to: hundred slides of words are far below. */
export const deckBytes = 1_000_000;

const REFUSED =
  'This is not a deck of SMM Explorer. Choose a .json file that was saved in the Lecture place.';
const DAMAGED = 'The deck cannot be read; save it again where it was made.';

const envelope = z.looseObject({ format: z.string(), version: z.int().check(z.positive()) });

export function writeDeck(deck: Deck): string {
  return `${JSON.stringify(document(deck), null, 2)}\n`;
}

/** The same without white space, for a link. */
export function writeDeckShort(deck: Deck): string {
  return JSON.stringify(document(deck));
}

/** @throws UserError when it is something else, damaged, too large or of a newer version */
export function readDeck(text: string): Deck {
  if (text.length > deckBytes) throw new UserError('The deck is larger than 1 MB. Split it in two.');
  const parsed = envelope.safeParse(json(text));
  if (!parsed.success || parsed.data.format !== FORMAT) throw new UserError(REFUSED);
  if (parsed.data.version > deckVersion) {
    throw new UserError('The deck was made by a newer version of SMM Explorer. Update the app to open it.');
  }
  return parseDeck(parsed.data, DAMAGED);
}

function document(deck: Deck) {
  return { format: FORMAT, version: deckVersion, ...deck };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
