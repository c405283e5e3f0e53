/** What happens between a deck and the page: opening, presenting, leaving. Loaded with the lecture place. */
import { changeGuesses, changeLecture } from './actions';
import { isRevealed, revealing } from './guesses';
import { unrecorded } from './history';
import {
  initialLecture,
  isPresenting,
  questionId,
  slideAt,
  slidePosition,
  type Lecture,
  type OpenDeck,
  type Stage,
} from './lecture';
import { homeOf, slideState } from './slide-state';
import { explorer, type ExplorerState } from './store';
import { initialView, type Lectern } from './view';

/**
 * Going through a deck is no choice that somebody would undo: who comes back from a lecture undoes what they did
 * before it. What is changed of a deck is one.
 */
function turn(change: (state: ExplorerState) => ExplorerState | Partial<ExplorerState>): void {
  unrecorded(() => explorer.setState(change));
}

/** Opens a deck where it is made or presented; the controller brings what it holds. */
export function goToDeck(deck: string, lectern: Lectern, slide: string | null = null): void {
  turn(({ view, lecture }) => ({
    view: { ...view, place: 'lecture', deck, lectern, slide },
    lecture: lecture.draft?.id === deck ? lecture : { ...lecture, draft: null, problem: null },
  }));
}

/** Back to all decks. */
export function goToShelf(): void {
  leaveStage();
  turn(({ view, lecture }) => ({
    view: { ...view, place: 'lecture', deck: null, slide: null, lectern: initialView.lectern, talk: null },
    lecture: { ...lecture, draft: null, problem: null, keeping: initialLecture.keeping },
  }));
}

/** Puts the state of the slide that the link names on the page; the person's own is kept for when they leave. */
export function enterSlide(): void {
  turn((state) => {
    const { settings, view, table, lecture } = state;
    const { draft, stage } = lecture;
    if (!draft || !isPresenting({ view }) || view.deck !== draft.id) return state;
    const slide = slideAt(draft.deck, view.slide);
    if (stage?.deckId === draft.id && stage.slideId === slide.id) return state;
    const now = { settings, view, table };
    const { state: shown, problems } = slideState(slide, now);
    const next: Stage = {
      deckId: draft.id,
      slideId: slide.id,
      before: stage?.before ?? now,
      problems,
      blank: false,
      pointing: stage?.pointing ?? false,
    };
    return { ...shown, knockOut: null, lecture: { ...lecture, stage: next } };
  });
}

/** Gives the page back as it was before the deck was presented. */
export function leaveStage(): void {
  turn((state) => {
    const { stage } = state.lecture;
    if (!stage) return state;
    const { place, deck, slide, lectern, talk, embedded, theme, language } = state.view;
    const { before } = stage;
    return {
      ...before,
      view: { ...before.view, place, deck, slide, lectern, talk, embedded, theme, language },
      knockOut: null,
      lecture: { ...state.lecture, stage: null },
    };
  });
}

export function goToSlide(slide: string): void {
  turn(({ view }) => ({ view: { ...view, slide } }));
  enterSlide();
}

/** @param index from 0; beyond the ends it stays at the end */
export function goToPosition(index: number): void {
  const { draft } = explorer.getState().lecture;
  if (!draft) return;
  const { slides } = draft.deck;
  goToSlide(slides[Math.min(Math.max(index, 0), slides.length - 1)]!.id);
}

/** Reveals what is hidden, then goes on to the next slide. */
export function goForward(): void {
  const { draft, stage } = explorer.getState().lecture;
  if (!draft || !stage) return;
  if (stage.blank) return changeStage({ blank: false });
  if (isHidden(explorer.getState())) return reveal();
  goToPosition(slidePosition(draft.deck, stage.slideId) + 1);
}

/** Whether the slide asks something whose answer has not been shown. */
export function isHidden({ lecture: { draft, stage }, guesses }: ExplorerState): boolean {
  if (!draft || !stage || !slideAt(draft.deck, stage.slideId).predict) return false;
  return !isRevealed(guesses, questionId(stage.deckId, stage.slideId));
}

export function reveal(): void {
  const { stage } = explorer.getState().lecture;
  if (stage) changeGuesses((guesses) => revealing(guesses, questionId(stage.deckId, stage.slideId)));
}

export function goBack(): void {
  const { draft, stage } = explorer.getState().lecture;
  if (!draft || !stage) return;
  goToPosition(slidePosition(draft.deck, stage.slideId) - 1);
}

export function changeStage(change: Partial<Stage>): void {
  changeLecture((lecture) =>
    lecture.stage ? { ...lecture, stage: { ...lecture.stage, ...change } } : lecture,
  );
}

/** @param change from the deck that is open to the next one */
export function changeDraft(change: (deck: OpenDeck['deck']) => OpenDeck['deck']): void {
  changeLecture((lecture) => {
    const { draft } = lecture;
    if (!draft) return lecture;
    const deck = change(draft.deck);
    return deck === draft.deck ? lecture : { ...lecture, draft: { ...draft, deck } };
  });
}

export function changeShelf(change: Partial<Lecture['shelf']>): void {
  changeLecture((lecture) => ({ ...lecture, shelf: { ...lecture.shelf, ...change } }));
}

/** Shows a slide's state where it is at home, to be looked at and changed; the deck stays open in the editor. */
export function lookAtSlide({ link }: { readonly link: string }): void {
  // one entry of its own: to undo it brings the person's own state back, and them to where they were
  unrecorded(() => undefined);
  explorer.setState(({ settings, view, table }) => {
    const { state: shown } = slideState({ link }, { settings, view, table });
    return { ...shown, view: { ...shown.view, place: homeOf({ link }) }, knockOut: null };
  });
}
