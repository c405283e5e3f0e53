/**
 * A whole deck in a link: its file, deflated, behind `#deck=`. The part behind `#` never leaves the browser, so no
 * server's limit holds for it and none reads the deck. What stands in a link was written by anybody.
 */
import { deckBytes, readDeck, writeDeckShort } from '../data/deck-file';
import type { Deck } from '../data/deck';
import { inflate } from '../lib/byte-stream';
import { UserError } from '../lib/user-error';

/** Characters that every browser, mail and chat still carries. */
export const longestLink = 8000;

const name = '#deck=';
const DAMAGED =
  'The deck in this link cannot be read; the link may have been cut. Copy it again, or ask for the file.';

/** @returns what stands behind the query, `#` included */
export async function deckHash(deck: Deck): Promise<string> {
  const packed = new Blob([writeDeckShort(deck)]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  return name + base64Url(bytes);
}

export function hasDeck(hash: string): boolean {
  return hash.startsWith(name);
}

/** @throws UserError where it is damaged, too large, of a newer version or something else */
export async function deckInHash(hash: string): Promise<Deck> {
  const packed = hasDeck(hash) ? hash.slice(name.length) : '';
  // nothing packs a text to less than a thousandth; what is longer than its limit cannot be a deck
  if (packed === '' || packed.length > deckBytes || !/^[\w-]+$/.test(packed)) throw new UserError(DAMAGED);
  return readDeck(await unpacked(bytesOf(packed)));
}

/** Stops as soon as there is more than a deck may have, however little it was packed into. */
async function unpacked(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  try {
    for await (const part of inflate([bytes], 'deflate-raw')) {
      text += decoder.decode(part, { stream: true });
      if (text.length > deckBytes) break;
    }
    if (text.length <= deckBytes) return text + decoder.decode();
  } catch {
    throw new UserError(DAMAGED);
  }
  throw new UserError('The deck in this link is larger than 1 MB. Ask for it as a file, in two parts.');
}

function base64Url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) =>
      char.charCodeAt(0),
    );
  } catch {
    throw new UserError(DAMAGED);
  }
}
