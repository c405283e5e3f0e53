import { beforeEach, expect, it } from 'vitest';
import type { Deck } from '../../data/deck';
import { changeLecture } from '../../store/actions';
import { emptySlide } from '../../store/deck-edit';
import { enterSlide, goToDeck } from '../../store/stage-actions';
import { explorer, initialState } from '../../store/store';
import { showTalk, talkState } from './talk-state';

const deck: Deck = {
  title: 'A talk',
  language: 'en',
  about: '',
  slides: [emptySlide('one', 'One'), emptySlide('two', 'Two')],
};
const draft = () => explorer.getState().lecture.draft;

beforeEach(() => {
  explorer.setState(initialState(), true);
  changeLecture((lecture) => ({ ...lecture, draft: { id: 'own-talk', deck } }));
  goToDeck('own-talk', 'stage');
  enterSlide();
});

it('goes where the other window goes, and keeps its deck while that says the same', () => {
  const before = draft();
  const said = { ...talkState()!, slideId: 'two' };
  showTalk(structuredClone(said), structuredClone(deck));
  expect(talkState()?.slideId).toBe('two');
  expect(draft()).toBe(before);
  showTalk(said, { ...deck, title: 'Changed' });
  expect(draft()?.deck.title).toBe('Changed');
});
