// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Controller } from '../controller/controller';
import { ControllerContext } from '../controller/use-controller';
import { english } from '../messages/english/english';
import { pin } from '../store/actions';
import { explorer, initialState } from '../store/store';
import { outcomeOf, picturesWith } from '../store/survey';
import { stubBrowser } from '../ui/pictures/testing';
import { fixtureRun } from './gallery/fixture-run';
import { fixtureSurvey, surveyState } from './gallery/fixture-survey';
import { Survey } from './survey';

stubBrowser();

const text = english.survey;
const survey = fixtureSurvey(1, 2.4);
const looked: string[] = [];
const controller = {
  inspect: () => () => undefined,
  layOut: () => () => undefined,
  showTestPictures: () => undefined,
  lookAtTestPicture: (id: string) => looked.push(id),
} as Partial<Controller> as Controller;
let root: Root;
let place: HTMLElement;

beforeEach(() => {
  const runs = [fixtureRun(), fixtureRun({ id: 'fixture-full', label: 'Full', baseline: 'full' })];
  const state = surveyState(
    [
      { runId: 'fixture-smm', gain: 2.4 },
      { runId: 'fixture-full', gain: 1.4 },
    ],
    runs[0]!.config.data,
  );
  explorer.setState({ ...initialState(), recorded: 'ready', runs, ...state }, true);
  place = document.body.appendChild(document.createElement('div'));
  root = createRoot(place);
  act(() =>
    root.render(
      <ControllerContext value={controller}>
        <Survey />
      </ControllerContext>,
    ),
  );
});

afterEach(() => {
  act(() => root.unmount());
  place.remove();
});

const panel = (title: string) => {
  const heading = [...place.querySelectorAll('h3')].find(({ textContent }) => textContent === title);
  return heading!.closest('section')!;
};
const button = (within: Element, name: RegExp | string) =>
  [...within.querySelectorAll<HTMLElement>('button, [role="gridcell"]')].find((one) => {
    const said = one.getAttribute('aria-label') ?? one.textContent ?? '';
    return typeof name === 'string' ? said === name : name.test(said);
  })!;
const press = (element: Element, key: string) =>
  act(() => element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })));
const listed = (title: string) => [...panel(title).querySelectorAll<HTMLElement>('[data-index]')];

describe('all test pictures', () => {
  it('say how many answers the prompt won and lost', () => {
    const won = picturesWith(survey, 'won').length;
    const lost = picturesWith(survey, 'lost').length;
    expect(place.textContent).toContain(`${won} won, ${lost} lost`);
  });

  it('say in a sentence with N what each chart shows, to those who do not see it', () => {
    const counted = (outcome: Parameters<typeof picturesWith>[1]) => picturesWith(survey, outcome).length;
    const count = counted('won') + counted('lost') + counted('right') + counted('wrong');
    expect(count).toBe(survey.count);
    expect(panel(text.flips.title).textContent).toContain(
      `pictures the prompt won ${counted('won')} and lost ${counted('lost')}; ${counted('right')} stayed right and ${counted('wrong')} stayed wrong.`,
    );
    const right = Math.round((1000 * (counted('won') + counted('right'))) / count) / 10;
    expect(panel(text.confusion.title).textContent).toContain(`${right.toFixed(1)} % with it`);
    for (const { title } of [text.confusion, text.flips, text.space]) {
      expect(panel(title).textContent).toContain(english.format.count(count));
    }
  });

  it('lists the lost answers, those whose loss rose most first', () => {
    act(() => button(panel(text.flips.title), /^lost:/).click());
    const shown = listed(text.flips.title).map(({ dataset }) => Number(dataset['index']));
    expect(shown.length).toBe(picturesWith(survey, 'lost').length);
    expect(shown.every((index) => outcomeOf(survey, index) === 'lost')).toBe(true);
    const changes = shown.map((index) => survey.losses.trained[index]! - survey.losses.initial[index]!);
    expect(changes).toEqual(changes.toSorted((a, b) => b - a));
  });

  it('marks what is chosen in one panel in the others, and gives it up when it is pressed again', () => {
    const bars = panel(text.losses.title).querySelector('[role="group"]')!;
    const bar = [...bars.querySelectorAll('button')].at(-1)!;
    act(() => bar.click());
    const { selection } = explorer.getState();
    expect(selection?.source).toBe('losses');
    expect(listed(text.losses.title)).toHaveLength(selection!.indices.length);
    for (const other of ['space', 'confusion', 'flips'] as const)
      expect(panel(text[other].title).textContent).toContain('are marked here');
    act(() => bar.click());
    expect(explorer.getState().selection).toBeNull();
  });

  it('shows the pictures of a cell, which arrow keys reach', () => {
    const grid = panel(text.confusion.title).querySelector('[role="grid"]')!;
    const [first] = grid.querySelectorAll<HTMLElement>('[role="gridcell"]');
    act(() => first!.focus());
    press(first!, 'ArrowRight');
    press(document.activeElement!, 'ArrowLeft');
    expect(document.activeElement).toBe(first);
    press(first!, 'Enter');
    const right = Array.from(survey.labels.keys()).filter(
      (index) => survey.labels[index] === 0 && survey.answers.prompted[index] === 0,
    );
    expect(explorer.getState().selection?.indices).toEqual(right);
    expect(first!.getAttribute('aria-selected')).toBe('true');
    expect(first!.getAttribute('aria-label')).toBe(`Shirt answered as Shirt: ${right.length} pictures`);
  });

  it('opens the card of a picture where it was picked, and says what a recorded run cannot show', () => {
    const flips = panel(text.flips.title);
    const picture = listed(text.flips.title).find(({ dataset }) => Number(dataset['index']) >= 12)!;
    act(() => picture.click());
    const card = flips.querySelector('aside')!;
    const index = Number(picture.dataset['index']);
    expect(card.textContent).toContain(`Test picture ${index + 1} of 120`);
    expect(card.textContent).toContain(survey.losses.trained[index]!.toFixed(2));
    expect(card.textContent).toContain('Only the 12 pictures in view were recorded');
    expect(place.querySelectorAll('aside')).toHaveLength(1);
    expect(explorer.getState().view).toMatchObject({ at: 'survey', survey: { picture: `test/${index}` } });
  });

  it('puts a recorded picture on the bench', () => {
    act(() =>
      explorer.setState(({ view }) => ({ view: { ...view, survey: { ...view.survey, picture: 'test/7' } } })),
    );
    act(() => button(panel(text.space.title), text.card.bench).click());
    expect(explorer.getState().view.sampleId).toBe('test/7');
    expect(looked).toEqual([]);
  });

  it('stands beside another run on the same scales', () => {
    act(() => button(place, 'Put Full beside it').click());
    expect(place.querySelectorAll('[role="grid"]')).toHaveLength(2);
    expect(place.querySelectorAll('[role="application"]')).toHaveLength(3);
    expect(panel(text.losses.title).textContent).toContain('B · Full');
    act(() => pin(null));
    expect(place.querySelectorAll('[role="grid"]')).toHaveLength(1);
  });

  it('moves through the feature space by arrow keys, says the picture, and chooses its nearest', () => {
    const [plot] = panel(text.space.title).querySelectorAll('[role="application"]');
    press(plot!, 'ArrowRight');
    const said = () => panel(text.space.title).querySelector('p[role="status"]')!.textContent;
    expect(said()).toMatch(/^Picture 1: Shirt/);
    press(plot!, 'ArrowDown');
    expect(said()).not.toMatch(/^Picture 1:/);
    press(plot!, 'n');
    expect(explorer.getState().selection).toMatchObject({ source: 'space' });
    expect(explorer.getState().selection?.indices).toHaveLength(20);
    press(plot!, 'Escape');
    expect(explorer.getState().selection).toBeNull();
  });
});
