import { isOwnDeck, type OpenDeck } from './lecture';
import type { KnockOutChoice } from './knock-out';
import { linkKeys, linkedOf, type Linked, type LinkName } from './link';
import type { ExplorerState } from './store';
import type { TableView } from './table-view';

/**
 * What a person has made of the page, part by part: every key of a link, and the few choices that stay out of links.
 * It is what can be undone; runs, files and guesses are no part of it.
 */
export type Document = Readonly<Record<DocumentPart, unknown>>;
export type DocumentPart = LinkName | keyof typeof unlinked | 'off' | 'deck-slides' | 'deck-made';

/** The part that is switched off now, and the run that it is of. */
export type SwitchedOff = KnockOutChoice & { readonly runId: string };

interface Unlinked {
  read(state: Linked): unknown;
  write(state: Linked, value: unknown): Linked;
}

/** Choices that a link has no word for. */
const unlinked = {
  find: ofTable('find'),
  setting: ofTable('setting'),
  sources: ofTable('sources'),
};

function ofTable(field: keyof TableView): Unlinked {
  return {
    read: ({ table }) => table[field],
    write: (state, value) => ({ ...state, table: { ...state.table, [field]: value } }),
  };
}

const parts: readonly (readonly [DocumentPart, Unlinked])[] = [
  ...linkKeys.map((entry) => [entry.key, entry] as const),
  ...Object.entries(unlinked).map(([key, entry]) => [key as keyof typeof unlinked, entry] as const),
];

/** In the order of the link's table. */
export const documentParts: readonly DocumentPart[] = [
  ...parts.map(([key]) => key),
  'off',
  'deck-slides',
  'deck-made',
];

/** Parts that change little by little: what is dragged, typed, or carried with an arrow key. */
export const gradual: ReadonlySet<DocumentPart> = new Set<DocumentPart>([
  'step',
  'sample',
  'probe',
  'limit',
  'detail',
  'slow',
  'side',
  'epochs',
  'batch',
  'lr',
  'lr-mask',
  'decay',
  'decay-mask',
  'seed',
  'train-limit',
  'test-limit',
  'workers',
  'find',
  'deck-made',
]);

export function documentOf(state: ExplorerState): Document {
  const values = parts.map(([key, { read }]) => [key, read(state)] as const);
  const made = madeDeck(state);
  return Object.fromEntries([
    ...values,
    ['off', switchedOff(state)],
    // which slides there are, in which order, is told apart from what is typed into them
    ['deck-slides', made && made.deck.slides.map(({ id }) => id)],
    ['deck-made', made],
  ]) as Document;
}

function switchedOff({ knockOut }: ExplorerState): SwitchedOff | null {
  return knockOut && { runId: knockOut.runId, block: knockOut.block, variant: knockOut.variant };
}

/** The deck that is being made. One that comes with the page is nobody's to change. */
function madeDeck({ lecture: { draft } }: ExplorerState): OpenDeck | null {
  return draft && isOwnDeck(draft.id) ? draft : null;
}

/** The deck as it stands in the document, where the same one is open; null = as it is. */
export function documentDeck(state: ExplorerState, document: Document): OpenDeck | null {
  const made = document['deck-made'] as OpenDeck | null;
  const now = madeDeck(state);
  return made && now && made.id === now.id && !sameValue(made, now) ? made : null;
}

/** The state with every part as it stands in the document, but for `off`, which is the engine's, and the deck. */
export function withDocument(state: ExplorerState, document: Document): Linked {
  const changed = parts.filter(([key, { read }]) => !sameValue(read(state), document[key]));
  return changed.reduce<Linked>((next, [key, { write }]) => write(next, document[key]), linkedOf(state));
}

/** The parts of `after` that are not as in `before`, of those that both have; null where there is none. */
export function documentChange(
  before: Partial<Document>,
  after: Partial<Document>,
): Partial<Document> | null {
  const changed = documentParts.filter(
    (key) => key in before && key in after && !sameValue(before[key], after[key]),
  );
  return changed.length === 0 ? null : Object.fromEntries(changed.map((key) => [key, after[key]]));
}

/** By content: every value here is one that JSON can say. */
export function sameValue(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
