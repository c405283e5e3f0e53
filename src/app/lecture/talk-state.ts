/** Between what a window shows and what it says of that. */
import { changeGuesses, changeLecture } from '../../store/actions';
import { sameValue } from '../../store/document';
import { unrecorded } from '../../store/history';
import { questionId, slideAt, type OpenDeck } from '../../store/lecture';
import { linkOfState, slideState } from '../../store/slide-state';
import { changeStage, enterSlide } from '../../store/stage-actions';
import { explorer } from '../../store/store';
import type { SlideGuesses, TalkState } from './talk-channel';

/** @returns null while nothing is on the stage */
export function talkState(): TalkState | null {
  const state = explorer.getState();
  const { draft, stage } = state.lecture;
  if (!draft || !stage) return null;
  const { deckId, slideId, blank } = stage;
  const asks = slideAt(draft.deck, slideId).predict !== null;
  return {
    deckId,
    slideId,
    blank,
    query: linkOfState(state),
    guesses: asks ? slideGuesses(questionId(deckId, slideId)) : null,
  };
}

/** Shows what another window shows. @param deck where it has changed or is new */
export function showTalk(state: TalkState, deck: OpenDeck['deck'] | null): void {
  // what was done in another window is undone there
  unrecorded(() => show(state, deck));
}

function show({ deckId, slideId, blank, query, guesses }: TalkState, deck: OpenDeck['deck'] | null): void {
  const draft = deck && { id: deckId, deck };
  // what comes from another window is another object, whatever it says
  if (draft && !sameValue(draft, explorer.getState().lecture.draft)) {
    changeLecture((lecture) => ({ ...lecture, draft, problem: null }));
  }
  explorer.setState(({ view }) => ({ view: { ...view, deck: deckId, slide: slideId } }));
  enterSlide();
  changeStage({ blank });
  showQuery(query);
  if (guesses) takeGuesses(questionId(deckId, slideId), guesses);
}

function showQuery(query: string): void {
  const { settings, view, table } = explorer.getState();
  const now = { settings, view, table };
  if (query === linkOfState(now)) return;
  const { state } = slideState({ link: query }, now);
  // a picture of one's own is in one window only, and in no link
  const own = view.sampleId?.startsWith('own/') && state.view.sampleId === null;
  explorer.setState(own ? { ...state, view: { ...state.view, sampleId: view.sampleId } } : state);
}

function slideGuesses(id: string): SlideGuesses {
  const { given, drafts, revealed } = explorer.getState().guesses;
  return { given: given[id] ?? [], draft: drafts[id] ?? null, revealed: revealed.includes(id) };
}

function takeGuesses(id: string, { given, draft, revealed }: SlideGuesses): void {
  if (JSON.stringify({ given, draft, revealed }) === JSON.stringify(slideGuesses(id))) return;
  changeGuesses((guesses) => {
    const drafts = Object.fromEntries(Object.entries(guesses.drafts).filter(([key]) => key !== id));
    const others = guesses.revealed.filter((one) => one !== id);
    return {
      ...guesses,
      given: { ...guesses.given, [id]: given },
      drafts: draft ? { ...drafts, [id]: draft } : drafts,
      revealed: revealed ? [...others, id] : others,
    };
  });
}
