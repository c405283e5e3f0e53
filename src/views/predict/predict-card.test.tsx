// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Controller } from '../../controller/controller';
import { ControllerContext } from '../../controller/use-controller';
import type { Predict } from '../../data/deck';
import { measuredRun } from '../../data/testing/measured-run';
import { changeGuesses } from '../../store/actions';
import { revealing } from '../../store/guesses';
import { labRunId } from '../../store/run-ids';
import { explorer, initialState } from '../../store/store';
import { epochRecord } from '../../store/testing';
import { stubBrowser } from '../../ui/pictures/testing';
import { PredictCard } from './predict-card';

stubBrowser();

const metric = 'last-accuracy';
const ask = (answer: Predict['answer']): Predict => ({
  question: 'What?',
  explanation: 'Because **so**.',
  answer,
});
const number = ask({
  kind: 'number',
  low: -20,
  high: 20,
  truth: { metric, of: 'masks=shared-three-channel', against: 'default' },
});
const choice = ask({
  kind: 'choice',
  options: [
    { text: 'Three', is: 'default' },
    { text: 'One', is: 'masks=shared-three-channel' },
  ],
  truth: { read: 'highest', metric },
});
const curve = ask({ kind: 'curve', low: 0, high: 100, truth: { curve: 'accuracy', of: 'default' } });

const readyQuestions = vi.fn();
const controller = { readyQuestions } as Partial<Controller> as Controller;
let root: Root;
let place: HTMLElement;

beforeEach(() => {
  explorer.setState(initialState(), true);
  readyQuestions.mockClear();
  place = document.body.appendChild(document.createElement('div'));
  root = createRoot(place);
});

afterEach(() => {
  act(() => root.unmount());
  place.remove();
});

const open = (predict: Predict) =>
  act(() =>
    root.render(
      <ControllerContext value={controller}>
        <PredictCard id="q" predict={predict} size="card" />
      </ControllerContext>,
    ),
  );
const epochs = Array.from({ length: 8 }, (_, i) => ({ ...epochRecord(i + 1, 0.5 + 0.02 * i) }));
const shipped = [0, 1, 2].flatMap((seed) =>
  [
    measuredRun({ seed, accuracy: 0.6 + 0.01 * seed }),
    measuredRun({ masks: 'shared-three-channel', seed, accuracy: 0.58 + 0.02 * seed }),
  ].map((run) => ({ ...run, epochs, id: labRunId(run.id), source: 'recorded' as const })),
);
const openLab = () =>
  act(() => {
    explorer.setState(({ library, lab }) => ({
      library: { ...library, shipped },
      lab: { ...lab, state: 'ready' },
    }));
  });
const button = (name: string) => {
  const found = [...place.querySelectorAll('button')].find(({ textContent }) => textContent?.trim() === name);
  if (!found) throw new Error(`There is no button ${name}; there is: ${place.textContent}`);
  return found;
};
const press = (name: string) => act(() => button(name).click());
const type = (text: string) =>
  act(() => {
    const field = place.querySelector<HTMLInputElement>('input[inputmode=decimal]')!;
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(field, text);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
const key = (target: Element, name: string, shiftKey = false) =>
  act(() => target.dispatchEvent(new KeyboardEvent('keydown', { key: name, shiftKey, bubbles: true })));
const given = () => explorer.getState().guesses.given['q'];
const columns = () => [...place.querySelectorAll<HTMLElement>('[role=slider]')];

describe('a prediction', () => {
  it('makes ready what it is measured by, and shows nothing of it before it is revealed', () => {
    openLab();
    open(number);
    expect(readyQuestions).toHaveBeenCalledOnce();
    expect(place.textContent).not.toMatch(/recorded|Because|N = /i);
  });

  it('of a number is typed, counted, and put beside what was recorded', () => {
    openLab();
    open(number);
    type('-10');
    press('Reveal');
    expect(given()).toEqual([{ kind: 'number', value: -10 }]);
    expect(place.textContent).toMatch(/You expected −10\.0 points\. Recorded: −?\d/);
    expect(place.textContent).toMatch(/95 % interval in brackets/);
    expect(place.textContent).toMatch(/N = 3 \(seeds 0, 1, and 2\)/);
    expect(place.textContent).toContain('Because so.');
    expect(place.textContent).toMatch(/published.*One for all, three channels 46\.9 % \(nearest variant\)/);
  });

  it('takes one guess after another, and says how many there are', () => {
    openLab();
    open(number);
    for (const guess of ['-10', '-4', '2']) {
      type(guess);
      press('Add another guess');
    }
    expect(place.textContent).toContain('3 guesses so far');
    press('Reveal');
    expect(place.textContent).toMatch(/3 guesses, −4\.0 points on average/);
  });

  it('takes no number beyond its scale', () => {
    open(number);
    type('900');
    expect(place.textContent).toContain('A number from −20 to 20.');
    expect(button('Add another guess').disabled).toBe(true);
  });

  it('of a choice is right, too, where seeds do not tell the answer from the extreme', () => {
    openLab();
    open(choice);
    act(() => place.querySelectorAll('input')[1]!.click());
    press('Reveal');
    expect(place.textContent).toContain('Right: One.3 seeds do not tell “One” from “Three”');
  });

  it('of a curve is drawn with arrow keys, column by column', () => {
    openLab();
    open(curve);
    const [first] = columns();
    expect(first!.getAttribute('aria-label')).toBe('epoch 1');
    key(first!, 'ArrowUp');
    key(first!, 'ArrowUp', true);
    expect(first!.getAttribute('aria-valuetext')).toBe('61.0 %');
    key(first!, 'End');
    const last = columns().at(-1)!;
    expect(document.activeElement).toBe(last);
    key(last, 'ArrowDown');
    press('Reveal');
    expect(place.textContent).toMatch(/Your curve lies \d+\.\d points from the recorded one/);
    expect(place.textContent).toContain('At the end: 60.0 % expected');
  });

  it('counts what is being entered when the lecture reveals it', () => {
    openLab();
    open(number);
    type('3');
    act(() => changeGuesses((guesses) => revealing(guesses, 'q')));
    expect(place.textContent).toContain('You expected +3.0 points');
  });

  it('without the recorded runs keeps the guess and says so, and answers when they come', () => {
    act(() => explorer.setState(({ lab }) => ({ lab: { ...lab, state: 'failed' } })));
    open(number);
    type('5');
    press('Reveal');
    expect(place.textContent).toContain('cannot be read now. Your guess is kept');
    press('Try again');
    expect(readyQuestions).toHaveBeenCalledTimes(2);
    openLab();
    expect(place.textContent).toContain('You expected +5.0 points');
  });

  it('is asked anew; a whole class’s guesses are not thrown away by one press', () => {
    openLab();
    open(number);
    type('1');
    press('Add another guess');
    type('2');
    press('Reveal');
    press('Predict again');
    expect(given()).toHaveLength(2);
    press('Forget them');
    expect(given()).toBeUndefined();
    expect(place.textContent).not.toContain('Recorded:');
  });
});
