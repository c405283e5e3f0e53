import { expect, it } from 'vitest';
import { TalkClock, type Stamp } from './talk-clock';

/** A window that shows what was said last, by its clock. */
function talkWindow(by: string) {
  const clock = new TalkClock(by);
  let shown = 'start';
  return {
    shown: () => shown,
    say(slide: string) {
      shown = slide;
      return { slide, at: clock.next() };
    },
    hear({ slide, at }: { readonly slide: string; readonly at: Stamp }) {
      if (clock.hear(at)) shown = slide;
    },
  };
}

it('brings two windows that moved at once to the same slide', () => {
  const [stage, presenter] = [talkWindow('a'), talkWindow('b')];
  const [one, other] = [stage.say('one'), presenter.say('other')];
  stage.hear(other);
  presenter.hear(one);
  expect(stage.shown()).toBe(presenter.shown());
});

it('brings three to the same, whatever order they hear it in', () => {
  const all = [talkWindow('a'), talkWindow('b'), talkWindow('c')] as const;
  const said = all.map((one, i) => one.say(`slide-${i}`));
  for (const [i, one] of all.entries()) {
    const others = said.filter((_, j) => j !== i);
    for (const what of i === 1 ? others.toReversed() : others) one.hear(what);
  }
  expect(new Set(all.map((one) => one.shown())).size).toBe(1);
});

it('follows whoever moves later, and a window that has just come does not move the others', () => {
  const [stage, presenter] = [talkWindow('z'), talkWindow('b')];
  presenter.hear(stage.say('one'));
  stage.hear(presenter.say('two'));
  expect(stage.shown()).toBe('two');
  const late = talkWindow('zz');
  presenter.hear(late.say('start'));
  expect(presenter.shown()).toBe('two');
  late.hear(presenter.say('two'));
  expect(late.shown()).toBe('two');
});
