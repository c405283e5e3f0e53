/** Links to a deck and its slides, and the code that shows one inside another page. */
import type { Deck } from '../data/deck';
import { UserError } from '../lib/user-error';
import { isShippedDeck, linkedDeck } from '../store/lecture';
import { deckHash, longestLink } from './deck-link';

interface Named {
  readonly id: string;
  readonly deck: Deck;
  readonly slide?: string | undefined;
  /** address of the page, without query and hash */
  readonly page: string;
}

/** A deck that everybody has is named; any other goes along, whole. @throws UserError where that is too long */
export async function deckAddress({ id, deck, slide, page }: Named): Promise<string> {
  const name = isShippedDeck(id) ? id : linkedDeck;
  const query = `?place=lecture&deck=${name}${slide === undefined ? '' : `&slide=${slide}`}`;
  return checked(`${page}${query}${name === linkedDeck ? await deckHash(deck) : ''}`);
}

/** One slide of the deck goes along, no other. */
export async function embedCode({ id, deck, slide, page }: Named & { slide: string }): Promise<string> {
  const shown = deck.slides.filter((one) => one.id === slide);
  const alone = { ...deck, about: '', slides: shown.map((one) => ({ ...one, notes: '' })) };
  const address = await deckAddress({ id, deck: alone, slide, page });
  const src = address.replace('?', '?embed&').replaceAll('&', '&amp;');
  const title = `${deck.title}: ${shown[0]?.title ?? ''}`.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return `<iframe src="${src}" title="${title}" width="960" height="600" style="border:0" loading="lazy"></iframe>`;
}

function checked(address: string): string {
  if (address.length <= longestLink) return address;
  throw new UserError(
    `As a link this deck would have ${address.length.toLocaleString('en')} characters, more than mail and chat carry (${longestLink.toLocaleString('en')}). Save it as a file and send that.`,
  );
}
