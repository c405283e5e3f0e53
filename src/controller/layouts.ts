import type { SurveyFeatures } from '../data/inspection';
import { layoutDefaults } from '../data/layout';
import { explorer } from '../store/store';
import { dropLayout, putLayout } from '../store/survey-actions';
import type { LayoutView } from '../store/survey';
import type { LayoutReply } from '../worker/layout-protocol';
import type { Dependencies } from './dependencies';

interface Work {
  wanted: number;
  end(): void;
}

/** Has surveys laid out beside the page. One that nobody waits for any more ends; one that is ready stays. */
export class Layouts {
  readonly #open: Dependencies['openLayout'];
  readonly #working = new Map<string, Work>();

  constructor({ openLayout }: Pick<Dependencies, 'openLayout'>) {
    this.#open = openLayout;
  }

  /** @returns says that it is not waited for any more */
  ask(key: string, surveys: readonly SurveyFeatures[]): () => void {
    if (explorer.getState().layouts[key]?.state === 'ready') return () => undefined;
    const work = this.#working.get(key) ?? this.#begin(key, surveys);
    work.wanted += 1;
    return () => {
      work.wanted -= 1;
      if (work.wanted === 0 && this.#working.get(key) === work) this.#giveUp(key, work);
    };
  }

  close(): void {
    for (const [key, work] of this.#working) this.#giveUp(key, work);
  }

  #begin(key: string, surveys: readonly SurveyFeatures[]): Work {
    putLayout(key, nothing);
    const work = {
      wanted: 0,
      end: this.#open({ surveys, options: nothing.options }, (reply) => this.#hear(key, reply)),
    };
    this.#working.set(key, work);
    return work;
  }

  #giveUp(key: string, work: Work): void {
    work.end();
    this.#working.delete(key);
    dropLayout(key);
  }

  #hear(key: string, reply: LayoutReply): void {
    if (!this.#working.has(key)) return;
    if (reply.type === 'progress') {
      const { stage, part, layout } = reply;
      return putLayout(key, { ...nothing, stage, part, layout });
    }
    this.#working.delete(key);
    if (reply.type === 'failed') putLayout(key, { ...nothing, state: 'failed', message: reply.message });
    else {
      const { layout, kept, seconds } = reply;
      putLayout(key, { ...nothing, state: 'ready', stage: 'layout', part: 1, layout, kept, seconds });
    }
  }
}

const nothing: LayoutView = {
  state: 'working',
  options: layoutDefaults,
  stage: 'neighbours',
  part: 0,
  layout: null,
  kept: null,
  seconds: null,
  message: null,
};
