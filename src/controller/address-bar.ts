import type { Messages } from '../messages/messages';
import { notify } from '../store/actions';
import { addressedState } from '../store/lecture';
import {
  linkKeys,
  linkedOf,
  readLink,
  writeLink,
  type Linked,
  type LinkName,
  type LinkProblem,
} from '../store/link';
import { explorer, initialState, type ExplorerState } from '../store/store';

/** The browser's address, as far as it is needed here. */
export interface Address {
  query(): string;
  /** puts another query into the address without a new entry in the history */
  replace(query: string): void;
  /** the same with a new entry: Back returns from here */
  push(query: string): void;
  /** hears of Back and Forward; `query` is that of the entry by then. @returns the way to end it */
  onTravel(listener: () => void): () => void;
}

/** Where in the page one is, as far as Back and Forward lead through it: the other keys stay as they are. */
const whereabouts = [
  'place',
  'open',
  'detail',
  'slow',
  'at',
  'ask',
  'deck',
  'slide',
  'view',
] as const satisfies readonly LinkName[];

/** Milliseconds of rest before the address follows the page: browsers refuse a change per frame. */
const rest = 300;

/** Takes the state out of the link that opened the page; says what could not be used. */
export function openLink(address: Address, messages: Messages): void {
  const { settings, view, table } = explorer.getState();
  const { state, problems } = readLink(address.query(), { settings, view, table });
  // a deck is nowhere else
  const lecture = state.view.deck !== null && !new URLSearchParams(address.query()).has('place');
  explorer.setState(lecture ? { ...state, view: { ...state.view, place: 'lecture' } } : state);
  for (const text of linkSentences(problems, messages)) notify({ tone: 'warn', text, action: null });
}

/**
 * Keeps the address at the state on screen, and the browser's Back and Forward between the places and the stages that
 * were open. @returns the way to end it
 */
export function followState(address: Address): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ends = [
    explorer.subscribe(addressed, (query, before) => {
      clearTimeout(timer);
      const here = station(explorer.getState());
      if (here === left) timer = setTimeout(() => address.replace(query), rest);
      else {
        // the entry that is left keeps all that was changed there
        address.replace(before);
        address.push(query);
      }
      left = here;
    }),
    address.onTravel(() => {
      clearTimeout(timer);
      const { state } = readLink(address.query(), linkedOf(initialState()));
      const now = linkedOf(explorer.getState());
      const there = linkKeys.filter(({ key }) => whereabouts.some((one) => one === key));
      const next = there.reduce((to, { read, write }) => write(to, read(state)), now);
      left = station(next);
      explorer.setState(next);
      address.replace(addressed(explorer.getState()));
    }),
  ];
  let left = station(explorer.getState());
  return () => {
    clearTimeout(timer);
    for (const end of ends) end();
  };
}

/** A marker that plays would change the address on every frame. */
function addressed(state: ExplorerState): string {
  const { settings, view, table } = addressedState(state);
  return writeLink({ settings, view: view.playing ? { ...view, step: null } : view, table });
}

/** What makes an entry of the browser's history when it changes; the steps of slow motion are no places. */
function station({ view }: Linked): string {
  const { place, at, open, slow, deck, lectern, asked } = view;
  return [place, at, open, slow !== null, deck, lectern, asked].join(' ');
}

/** What of a link could not be used, in words. */
export function linkSentences(
  problems: readonly LinkProblem[],
  { notices }: Pick<Messages, 'notices'>,
): string[] {
  const of = (reason: LinkProblem['reason']) =>
    problems.filter((problem) => problem.reason === reason).slice(0, 5);
  const unknown = of('unknown-key').map(({ key }) => key);
  const bad = of('bad-value').map(({ key, text }) => `${key}=${text}`);
  return [
    ...(of('newer-version').length > 0 ? [notices.link.newer] : []),
    ...(unknown.length > 0 ? [notices.link.unknown(unknown)] : []),
    ...(bad.length > 0 ? [notices.link.bad(bad)] : []),
  ];
}
