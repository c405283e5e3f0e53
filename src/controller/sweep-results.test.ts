import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { resultsCsv } from '../data/results/results-csv';
import { openRunLibrary } from '../storage/run-library';
import { explorer, initialState } from '../store/store';
import { chosenRows } from '../store/table';
import type { ResultsClient } from '../worker/client/open-results';
import type { ResultsAnswer, ResultsRequest } from '../worker/results-protocol';
import { ResultsSession } from '../worker/results-session';
import { syntheticRows, syntheticRuns } from '../worker/testing/synthetic-results';
import { fakeWorld, state } from './fake-world';
import { capsuleBytes, soon } from './kept-world';
import { PageController } from './page-controller';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  explorer.setState(initialState(), true);
});

const opened: PageController[] = [];
afterEach(() => {
  for (const one of opened.splice(0)) one.close();
});

/** The worker's own session, in the same thread. */
class Client implements ResultsClient {
  ended = false;
  /** milliseconds until it answers */
  delay = 0;
  readonly asked: ResultsRequest[] = [];

  async ask(request: ResultsRequest): Promise<ResultsAnswer> {
    this.asked.push(request);
    if (this.delay > 0) await new Promise((resolve) => setTimeout(resolve, this.delay));
    if (this.ended) return { type: 'failed', message: 'Reading results stopped working.', held: 'nothing' };
    const answers: ResultsAnswer[] = [];
    this.#session.post = (reply) => reply.type !== 'progress' && answers.push(reply);
    await this.#of.handle({ ...request, request: 0 });
    return answers[0]!;
  }

  close(): void {
    this.ended = true;
  }

  /** as a worker that broke off and was started anew */
  forget(): void {
    this.#of = new ResultsSession({ post: (reply) => this.#session.post(reply) });
  }

  readonly #session: { post: ConstructorParameters<typeof ResultsSession>[0]['post'] } = {
    post: () => undefined,
  };
  #of = new ResultsSession({ post: (reply) => this.#session.post(reply) });
}

async function page() {
  const clients: Client[] = [];
  const openResults = async () => {
    clients.push(new Client());
    return clients.at(-1)!;
  };
  const world = fakeWorld({ library: openRunLibrary(), openResults });
  const controller = new PageController(world);
  opened.push(controller);
  await controller.start();
  return { clients, controller, results: controller.sweepResults };
}

const rows = syntheticRows(40);
const table = { path: 'sweep/results.csv', file: new File([resultsCsv(rows)], 'results.csv') };
const capsule = {
  path: 'sweep/runs/synthetic-3.safetensors',
  file: new File([capsuleBytes()], 'synthetic-3.safetensors'),
};
const finished = syntheticRuns(1)[0]!.result;
const shown = () => state().sweepResults;

describe('results of many runs', () => {
  it('are read, shown, and asked for anew until the view answers the last wish', async () => {
    const { clients, results } = await page();
    results.open([table]);
    await soon(() => expect(shown().state).toBe('ready'));
    expect(shown().view?.count).toBe(40);
    for (const find of ['s', 'sv', 'svh', 'svhn']) results.ask({ find });
    await soon(() => expect(shown().view?.query.find).toBe('svhn'));
    expect(shown().view?.count).toBe(10);
    // the two that were wished for while one was answered were never asked
    const asked = clients[0]!.asked.flatMap((one) => (one.type === 'view' ? [one.query.find] : []));
    expect(asked).toEqual(['', 's', 'svhn']);
    const { view } = shown();
    expect(await results.rows(view!.view, 0, 3)).toEqual(view!.first.slice(0, 3));
    expect(await results.rows(view!.view - 1, 0, 3)).toEqual([]);
  });

  it('that are none leave nothing open but a sentence', async () => {
    const { results } = await page();
    results.open([{ path: 'notes.txt', file: new File(['Dear diary'], 'notes.txt') }]);
    await soon(() => expect(shown().state).toBe('none'));
    await soon(() => expect(shown().said).toMatchObject([{ is: 'bad', file: 'notes.txt' }]));
  });

  it('say so where a folder is empty, and what is open stays', async () => {
    const { results } = await page();
    results.open([]);
    await soon(() =>
      expect(shown().said).toEqual([
        { is: 'bad', file: '', message: expect.stringMatching(/no files/) as string },
      ]),
    );
    results.open([table]);
    await soon(() => expect(shown().state).toBe('ready'));
    results.open([]);
    await soon(() => expect(shown().said).toMatchObject([{ is: 'bad' }]));
    expect(shown().view?.total).toBe(40);
  });

  it('are let go of, the worker with them', async () => {
    const { clients, results } = await page();
    results.open([table]);
    await soon(() => expect(shown().state).toBe('ready'));
    results.close();
    expect(shown()).toMatchObject({ state: 'none', view: null, files: [] });
    await soon(() => expect(clients[0]!.ended).toBe(true));
    results.open([table]);
    await soon(() => expect(shown().view?.total).toBe(40));
    expect(clients).toHaveLength(2);
  });

  it('give their curves where a capsule lies beside, which is kept then, and else say why not', async () => {
    const { results } = await page();
    results.open([table, capsule]);
    await soon(() => expect(shown().state).toBe('ready'));
    results.showCurves({ key: 'file/synthetic-4', file: 'results.csv' });
    await soon(() => expect(shown().refused).toMatch(/^No capsule lies beside this run/));
    results.showCurves({ key: 'file/synthetic-3', file: 'results.csv' });
    await soon(() => expect(shown().said).toEqual([{ is: 'kept', name: 'synthetic-3' }]));
    const [entry] = state().library.entries;
    expect(entry?.name).toBe('synthetic-3');
    expect(state().library.curves[entry!.id]?.losses).toHaveLength(2);
    expect(chosenRows(state()).map(({ runs }) => runs.map(({ id }) => id))).toEqual([[entry!.id]]);
  });

  it('stand beside the finished runs of this browser, as these come and go', async () => {
    const { controller, results } = await page();
    results.open([table]);
    await soon(() => expect(shown().view?.total).toBe(40));
    results.mix('in');
    const file = new File([capsuleBytes({ result: finished })], 'mine.safetensors');
    controller.library.take([file]);
    await soon(() => expect(shown().view?.total).toBe(41));
    expect(shown().view?.facets.source.map(({ value }) => value)).toEqual(['', 'sweep/results.csv']);
    results.mix('out');
    await soon(() => expect(shown().view?.total).toBe(40));
  });

  it('say that they are being worked at once that takes longer than a moment, and no sooner', async () => {
    const { clients, results } = await page();
    results.open([table]);
    await soon(() => expect(shown().state).toBe('ready'));
    const said: boolean[] = [];
    const end = explorer.subscribe(
      ({ sweepResults }) => sweepResults.busy,
      (busy) => said.push(busy),
    );
    results.ask({ find: 'svhn' });
    await soon(() => expect(shown().view?.query.find).toBe('svhn'));
    expect(said).toEqual([]);
    clients[0]!.delay = 400;
    results.ask({ grouped: true });
    await soon(() => expect(said).toEqual([true]));
    expect(shown().view?.query.grouped).toBe(false);
    await soon(() => expect(said).toEqual([true, false]));
    expect(shown().view?.query.grouped).toBe(true);
    end();
  });

  it('say that they are gone where their worker began anew with nothing', async () => {
    const { clients, results } = await page();
    results.open([table]);
    await soon(() => expect(shown().state).toBe('ready'));
    clients[0]!.forget();
    results.ask({ find: 'x' });
    await soon(() => expect(shown().refused).toMatch(/stopped working. Open the files again.$/));
    expect(shown()).toMatchObject({ state: 'none', view: null });
  });

  it('say that they are gone where their worker is', async () => {
    const { clients, results } = await page();
    results.open([table]);
    await soon(() => expect(shown().state).toBe('ready'));
    clients[0]!.ended = true;
    results.ask({ find: 'x' });
    await soon(() => expect(shown().refused).toBe('Reading results stopped working.'));
    expect(shown()).toMatchObject({ state: 'none', view: null });
  });
});
