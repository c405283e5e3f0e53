import { afterEach, describe, expect, it } from 'vitest';
import type { SurveyInspection } from '../data/inspection';
import { provenance, fakeWorld, settled } from './fake-world';
import { inspectionOf } from '../store/inspections';
import { explorer, initialState } from '../store/store';
import { PageController } from './page-controller';

const question = { what: 'survey', limit: 5000 } as const;
const survey: SurveyInspection = {
  what: 'survey',
  count: 1,
  classes: 2,
  labels: Int32Array.of(1),
  answers: { unprompted: Int32Array.of(0), prompted: Int32Array.of(1) },
  losses: { unprompted: Float32Array.of(2), initial: Float32Array.of(2), trained: Float32Array.of(1) },
  features: null,
};
const found = () => inspectionOf(explorer.getState(), 'recorded/smm', question);

afterEach(() => explorer.setState(initialState(), true));

describe('the survey of a recorded run', () => {
  it('is read once, from the file beside the run, without an engine', async () => {
    const asked: string[] = [];
    const recorded = {
      ...fakeWorld().recorded,
      survey: (runId: string) => {
        asked.push(runId);
        return Promise.resolve({ survey, data: 'fashion-mnist', recorded: '2026-11-24', provenance });
      },
    };
    const world = fakeWorld({ recorded });
    const controller = new PageController(world);
    controller.inspect('recorded/smm', question);
    expect(found()?.state).toBe('asked');
    await settled();
    expect(found()).toMatchObject({ state: 'answered', answer: survey });
    controller.inspect('recorded/smm', question);
    await settled();
    expect(asked).toEqual(['recorded/smm']);
    expect(world.trainers).toEqual([]);
  });

  it('says so when it cannot be had, and is tried again when it is asked for again', async () => {
    let tries = 0;
    const recorded = {
      ...fakeWorld().recorded,
      survey: () => {
        tries += 1;
        return Promise.reject(new Error('offline'));
      },
    };
    const world = fakeWorld({ recorded });
    const controller = new PageController(world);
    controller.inspect('recorded/smm', question);
    await settled();
    expect(found()).toMatchObject({ state: 'refused', message: world.messages.notices.surveyMissing });
    controller.inspect('recorded/smm', question);
    await settled();
    expect(tries).toBe(2);
  });
});
