import type { Messages } from '../messages/messages';
import { notify } from '../store/actions';
import { readLink, writeLink, type LinkProblem } from '../store/link';
import { explorer } from '../store/store';

/** The browser's address, as far as it is needed here. */
export interface Address {
  query(): string;
  /** puts another query into the address without a new entry in the history */
  replace(query: string): void;
}

/** Milliseconds of rest before the address follows the page: browsers refuse a change per frame. */
const rest = 300;

/** Takes the state out of the link that opened the page; says what could not be used. */
export function openLink(address: Address, messages: Messages): void {
  const { settings, view, table } = explorer.getState();
  const { state, problems } = readLink(address.query(), { settings, view, table });
  explorer.setState(state);
  for (const text of sentences(problems, messages)) notify({ tone: 'warn', text, action: null });
}

/** Keeps the address at the state on screen. @returns the way to end it */
export function followState(address: Address): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const unsubscribe = explorer.subscribe(
    // a marker that plays would change the address on every frame
    ({ settings, view, table }) =>
      writeLink({ settings, view: view.playing ? { ...view, step: null } : view, table }),
    (query) => {
      clearTimeout(timer);
      timer = setTimeout(() => address.replace(query), rest);
    },
  );
  return () => {
    clearTimeout(timer);
    unsubscribe();
  };
}

function sentences(problems: readonly LinkProblem[], { notices }: Messages): string[] {
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
