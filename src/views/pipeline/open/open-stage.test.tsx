// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fixtureGenerator, fixtureInspections } from '../../../app/gallery/fixture-inspections';
import { fixtureRun } from '../../../app/gallery/fixture-run';
import { ControllerContext } from '../../../controller/use-controller';
import type { Controller } from '../../../controller/controller';
import { changeInspections, openStage, putRun, slowDown } from '../../../store/actions';
import { inspectionKey } from '../../../store/inspections';
import { explorer, initialState } from '../../../store/store';
import { stageIds, subStepIds } from '../../../store/view';
import { stubBrowser } from '../../../ui/pictures/testing';
import { english } from '../../../messages/english/english';
import { PipelinePanel } from '../Panel';
import { stageFacts } from './generator-facts';

stubBrowser();

const { stages: text, slow } = english;
const run = fixtureRun({ done: 1, samples: 2, side: 48 });
const sampleId = 'test/0';
const questions: string[] = [];
const controller = {
  inspect: (_: string, question: unknown) => {
    questions.push(JSON.stringify(question));
    return () => undefined;
  },
} as Partial<Controller> as Controller;
let root: Root;
let place: HTMLElement;

beforeEach(async () => {
  questions.length = 0;
  explorer.setState(initialState(), true);
  place = document.body.appendChild(document.createElement('div'));
  root = createRoot(place);
  act(() => {
    putRun(run);
    root.render(
      <ControllerContext value={controller}>
        <PipelinePanel />
      </ControllerContext>,
    );
  });
  // the first that opens loads the others
  await import('./open-stage');
  await import('../slow/slow-motion');
});

afterEach(() => {
  act(() => root.unmount());
  place.remove();
});

const settled = () => act(async () => void (await new Promise((done) => setTimeout(done))));
const opener = (stage: (typeof stageIds)[number]) =>
  place.querySelector<HTMLButtonElement>(`button[aria-label="${text.buttons[stage]}"]`)!;
const drawer = () => place.querySelector<HTMLElement>('#open-stage');
const button = (name: string) =>
  [...place.querySelectorAll<HTMLButtonElement>('button')].find(
    (one) => (one.getAttribute('aria-label') ?? one.textContent) === name,
  )!;
const press = async (element: HTMLButtonElement) => {
  act(() => {
    element.focus();
    element.click();
  });
  await settled();
};
const answered = () => act(() => changeInspections(() => fixtureInspections(run, sampleId)));

describe('a stage of the bench', () => {
  it('opens by its button, takes the focus, and gives it back when it is closed', async () => {
    await press(opener('pattern'));
    expect(opener('pattern').getAttribute('aria-expanded')).toBe('true');
    expect(document.activeElement?.textContent).toBe(text.titles.pattern);
    expect(place.querySelector('article')!.dataset['lights']).toBe('pattern');
    await press(button(text.close));
    expect(drawer()).toBeNull();
    expect(document.activeElement).toBe(opener('pattern'));
  });

  it('gives way to the next one, and to the overview by its own button', async () => {
    await press(opener('resized'));
    await press(opener('prompted'));
    expect(explorer.getState().view.open).toBe('prompted');
    expect(drawer()!.querySelector('h3')!.textContent).toBe(text.titles.prompted);
    expect(opener('resized').getAttribute('aria-expanded')).toBe('false');
    await press(opener('prompted'));
    expect(drawer()).toBeNull();
  });

  it('that a link opens moves no focus', async () => {
    act(() => openStage('upsampling'));
    await settled();
    expect(drawer()!.textContent).toContain(text.titles.upsampling);
    expect(document.activeElement).toBe(document.body);
  });

  it.each(stageIds)('%s says in a sentence when the method has no such thing', async (stage) => {
    act(() => putRun(fixtureRun({ done: 1, samples: 2, side: 48, baseline: 'unprompted' })));
    act(() => openStage(stage));
    await settled();
    expect(drawer()!.querySelector('p')!.textContent!.length).toBeGreaterThan(10);
  });

  it('asks the run, says how far the answer is, and why there is none', async () => {
    act(() => openStage('mask'));
    await settled();
    expect(questions).toContain(JSON.stringify({ what: 'generator', sampleId }));
    const question = { what: 'generator', sampleId } as const;
    const asked = { runId: run.id, question, answer: null, step: null, message: null } as const;
    const put = (state: 'asked' | 'refused', progress: number | null, message: string | null) =>
      act(() =>
        changeInspections(() => ({
          [inspectionKey(run.id, question)]: { ...asked, state, progress, message },
        })),
      );
    put('asked', 0.4, null);
    expect(drawer()!.querySelector('progress')!.value).toBe(0.4);
    put('refused', null, 'The weights are not kept.');
    expect(drawer()!.querySelector('[role="status"]')!.textContent).toBe('The weights are not kept.');
  });

  it('shows every block of the mask network and looks at the one that is chosen', async () => {
    answered();
    act(() => openStage('mask'));
    await settled();
    expect(drawer()!.textContent).toContain('26,499');
    await press(button(text.mask.head));
    expect(explorer.getState().view.detail).toBe(5);
    expect(drawer()!.textContent).toContain(text.mask.contributions('red'));
  });

  it('looks at the first layer of an MLP, not at the thumbnail before it', async () => {
    const method = { ...run.config.method, generator: 'mlp' } as const;
    const answer = fixtureGenerator(run, sampleId);
    const [input, mask] = [answer.maps[0]!, answer.maps.at(-1)!];
    const layers = stageFacts(method).map((_, index) => ({ ...mask, kind: 'layer' as const, index }));
    const maps = [input, { ...input, index: 1 }, ...layers.slice(1), mask];
    const question = { what: 'generator', sampleId } as const;
    act(() => {
      putRun({ ...run, config: { ...run.config, method } });
      changeInspections((all) => {
        const key = inspectionKey(run.id, question);
        const asked = fixtureInspections(run, sampleId)[key]!;
        return { ...all, [key]: { ...asked, answer: { ...answer, maps, head: null } } };
      });
      openStage('mask');
    });
    await settled();
    expect(button(text.mask.thumbnail).getAttribute('aria-pressed')).toBe('false');
    expect(button(text.mask.block(1)).getAttribute('aria-pressed')).toBe('true');
  });

  it('names losers and conflicts of the label mapping, one assignment at a time', async () => {
    answered();
    act(() => openStage('mapping'));
    await settled();
    const said = new Set<string>();
    for (let at = 0; at < run.classes.length; at += 1) {
      act(() => explorer.setState(({ view }) => ({ view: { ...view, detail: at } })));
      said.add(drawer()!.querySelector('[role="status"]')!.textContent!);
      expect(drawer()!.querySelectorAll('td[data-state="now"]')).toHaveLength(1);
      expect(drawer()!.querySelectorAll('td[data-state="taken"]')).toHaveLength(at);
    }
    expect(said.size).toBe(run.classes.length);
    expect([...said].some((sentence) => sentence.includes('wanted'))).toBe(true);
  });

  it('switches the layers of the sum, and says what they come to', async () => {
    act(() => openStage('prompted'));
    await settled();
    expect(drawer()!.textContent).toContain(text.prompted.sums.prompted(1));
    const layer = (name: string) =>
      [...drawer()!.querySelectorAll('label')].find((one) => one.querySelector('b')?.textContent === name)!;
    act(() => layer('δ ⊙ m(x)').querySelector('input')!.click());
    expect(explorer.getState().view.layers).toEqual(['image']);
    expect(drawer()!.textContent).toContain(text.prompted.sums.image(1));
    expect(questions).toEqual([]);
    act(() => layer('∂ logit').querySelector('input')!.click());
    expect(questions).toContain(JSON.stringify({ what: 'saliency', sampleId }));
  });
});

describe('slow motion', () => {
  const current = () => place.querySelector('[aria-current="step"]')!.textContent;
  const key = (name: string, target: Element = document.body) =>
    act(() => void target.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true })));
  const open = async () => {
    answered();
    act(() => slowDown('resize'));
    await settled();
  };

  it('goes through the parts by the keys of a clicker, and stays at the ends', async () => {
    await open();
    key('PageUp');
    expect(current()).toBe(slow.names.resize);
    for (const id of subStepIds.slice(1)) {
      key('PageDown');
      expect(current()).toBe(slow.names[id]);
      expect(place.querySelector('article')!.dataset['lights']).toBeTruthy();
    }
    key('ArrowRight');
    expect(current()).toBe(slow.names.adam);
    key('ArrowLeft');
    expect(current()).toBe(slow.names['gradient-mask']);
  });

  it('leaves the arrows to a picture that has the focus', async () => {
    await open();
    key('ArrowRight', place.querySelector(`button[aria-label="${english.pipeline.pattern.name}"]`)!);
    expect(current()).toBe(slow.names.resize);
  });

  it('says loss and probabilities of this step before and after', async () => {
    await open();
    act(() => slowDown('adam'));
    expect(place.querySelector('[role="status"]')!.textContent).toMatch(/0\.4831 → 0\.4522 nats.*%/);
  });

  it('plays at its pace while nothing is looked at, and stops at the end', async () => {
    await open();
    vi.useFakeTimers();
    try {
      act(() => button(slow.play).click());
      const wait = () => act(() => vi.advanceTimersByTime(1250));
      wait();
      expect(current()).toBe(slow.names.generate);
      const body = place.querySelector('ol')!.closest('div')!;
      act(() => void body.dispatchEvent(new FocusEvent('focusin', { bubbles: true })));
      wait();
      expect(current()).toBe(slow.names.generate);
      act(() => void body.dispatchEvent(new FocusEvent('focusout', { bubbles: true })));
      subStepIds.forEach(wait);
      expect(current()).toBe(slow.names.adam);
      expect(button(slow.play)).toBeTruthy();
    } finally {
      vi.useRealTimers();
    }
  });

  it('takes another step after the first, and moves one side alone', async () => {
    await open();
    await press(button(slow.again));
    expect(questions.at(-1)).toBe(JSON.stringify({ what: 'step', sampleId, only: null, after: [null] }));
    const only = [...place.querySelectorAll('label')].find(
      (label) => label.textContent === slow.onlyOptions.pattern,
    )!;
    act(() => only.querySelector('input')!.click());
    expect(questions.at(-1)).toBe(JSON.stringify({ what: 'step', sampleId, only: 'pattern', after: [null] }));
  });
});
