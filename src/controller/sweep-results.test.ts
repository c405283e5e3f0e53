import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ResultRow } from '../data/results/result-columns';
import { resultsCsv } from '../data/results/results-csv';
import { openRunLibrary } from '../storage/run-library';
import { withEntry } from '../store/library';
import { explorer, initialState } from '../store/store';
import { chosenRows } from '../store/table';
import { sampleSet, viewSnapshot } from '../store/testing';
import type { ResultsClient } from '../worker/client/open-results';
import type { ResultsAnswer, ResultsRequest } from '../worker/results-protocol';
import { ResultsSession } from '../worker/results-session';
import { syntheticRows, syntheticRuns } from '../worker/testing/synthetic-results';
import { fakeWorld, provenance, state } from './fake-world';
import { capsuleBytes, soon } from './kept-world';
import { PageController } from './page-controller';
import type { SweepResultsCommands } from './sweep-results-commands';

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
  /** it breaks off with the first such request */
  breaksAt: ResultsRequest['type'] | null = null;
  readonly asked: ResultsRequest[] = [];

  async ask(request: ResultsRequest): Promise<ResultsAnswer> {
    this.asked.push(request);
    if (this.delay > 0) await new Promise((resolve) => setTimeout(resolve, this.delay));
    if (this.breaksAt === request.type) this.ended = true;
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

async function page(prepare: (client: Client) => void = () => undefined) {
  const clients: Client[] = [];
  const openResults = async () => {
    clients.push(new Client());
    prepare(clients.at(-1)!);
    return clients.at(-1)!;
  };
  const world = fakeWorld({ library: openRunLibrary(), openResults });
  const controller = new PageController(world);
  opened.push(controller);
  await controller.start();
  return { clients, controller, world, results: controller.sweepResults };
}

/** One of them is the run whose capsule lies beside. */
const rows = syntheticRows(40).map((row) => (row.run === 'synthetic-3' ? ofCapsule(row) : row));
function ofCapsule(row: ResultRow): ResultRow {
  const { dataHash: data_hash, backboneHash: backbone_hash } = provenance;
  return { ...row, data_hash, backbone_hash, variant: 'default', seed: 0 };
}
const table = { path: 'sweep/results.csv', file: new File([resultsCsv(rows)], 'results.csv') };
const capsule = {
  path: 'sweep/runs/synthetic-3.safetensors',
  file: new File([capsuleBytes()], 'synthetic-3.safetensors'),
};
/** All that the worker says of a run. */
async function runOf(results: SweepResultsCommands, id: string) {
  const { view, first } = shown().view!;
  const details = await results.details(
    view,
    first.findIndex(({ key }) => key === `file/${id}`),
  );
  return details!.runs[0]!;
}
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

  it('whose worker breaks off while it reads are asked of no other one', async () => {
    const { clients, results } = await page((client) => (client.breaksAt = 'open'));
    results.open([table]);
    await soon(() => expect(shown().refused).toBe('Reading results stopped working.'));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(clients).toHaveLength(1);
    expect(shown()).toMatchObject({ state: 'none', view: null, reading: null });
  });

  it('closed while they are read stay closed', async () => {
    const { clients, results } = await page((client) => (client.delay = 300));
    results.open([table]);
    await soon(() => expect(clients[0]?.asked).toHaveLength(1));
    results.close();
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(clients).toHaveLength(1);
    expect(shown()).toMatchObject({ state: 'none', view: null, refused: null });
  });

  it('that come while others are read are not taken, and that is said', async () => {
    const { results } = await page((client) => (client.delay = 300));
    results.open([table]);
    await soon(() => expect(shown().state).toBe('reading'));
    results.open([{ ...table, path: 'sweep/other.csv' }]);
    const refusal = { is: 'bad', file: '', message: expect.stringMatching(/are being read/) as string };
    await soon(() => expect(shown().said).toEqual([refusal]));
    await soon(() => expect(shown().state).toBe('ready'));
    expect(shown().said).toEqual([refusal, { is: 'taken', file: 'sweep/results.csv', runs: 40 }]);
  });

  it('of a dropped folder are being read while it is walked, until that is stopped', async () => {
    const { clients, results } = await page();
    let walked: (files: readonly (typeof table)[]) => void = () => undefined;
    results.open(new Promise((resolve) => (walked = resolve)));
    await soon(() => expect(shown()).toMatchObject({ state: 'reading', reading: { done: 0, total: 0 } }));
    results.stop();
    expect(shown()).toMatchObject({ state: 'none', reading: null });
    walked([table]);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(shown().state).toBe('none');
    expect(clients).toHaveLength(0);
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
    results.showCurves(await runOf(results, 'synthetic-4'));
    await soon(() => expect(shown().refused).toMatch(/^No capsule lies beside this run/));
    results.showCurves(await runOf(results, 'synthetic-3'));
    const name = 'MLP of the same size, seed 0';
    await soon(() => expect(shown().said).toEqual([{ is: 'kept', name }]));
    const [entry] = state().library.entries;
    expect(entry?.name).toBe(name);
    expect(state().library.curves[entry!.id]?.losses).toHaveLength(2);
    expect(chosenRows(state()).map(({ runs }) => runs.map(({ id }) => id))).toEqual([[entry!.id]]);
  });

  it('open in Explore with what their weights make of test pictures, worked out beside whatever trains', async () => {
    const { results, world } = await page();
    results.open([table, capsule]);
    await soon(() => expect(shown().state).toBe('ready'));
    explorer.setState({ view: { ...state().view, place: 'compare' } });
    results.openRun(await runOf(results, 'synthetic-3'));
    await soon(() => expect(world.trainers).toHaveLength(1));
    const { trainer } = world;
    expect(trainer.last('open')).toMatchObject({ data: 'fashion-mnist', backbone: 'efficientnet-lite0' });
    expect(shown().opening).toBe('MLP of the same size, seed 0');
    trainer.ready();
    const { request, purpose, runs } = trainer.last('explain');
    const samples = sampleSet(['test/0', 'test/1']);
    const about = { request, purpose, runId: runs[0]!.runId };
    trainer.say({
      ...{ type: 'explained', ...about, samples, unprompted: new Float32Array(0) },
      snapshot: viewSnapshot(2, 2),
    });
    await soon(() => expect(state().view.place).toBe('explore'));
    const [entry] = state().library.entries;
    expect(entry?.hasSnapshots).toBe(true);
    const run = state().runs.find(({ id }) => id === entry!.id);
    expect(run?.samples?.ids).toEqual(['test/0', 'test/1']);
    expect(run?.losses).toHaveLength(2);
    expect(state().view.runId).toBe(entry!.id);
    expect(trainer.closed).toBe(true);
    await soon(() => expect(shown().opening).toBeNull());
  });

  it('closed while a run is opened do not turn the page to it', async () => {
    const { results, world } = await page();
    results.open([table, capsule]);
    await soon(() => expect(shown().state).toBe('ready'));
    explorer.setState({ view: { ...state().view, place: 'compare' } });
    const run = await runOf(results, 'synthetic-3');
    results.openRun(run);
    results.close();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(shown()).toMatchObject({ state: 'none', opening: null });
    expect(world.trainers).toHaveLength(0);
    expect(state().view.place).toBe('compare');
  });

  it('do not open under other pictures of the same name, and say so', async () => {
    const { results, world } = await page();
    const { dataHash, ...rest } = provenance;
    const other = `not ${dataHash}`;
    const file = new File(
      [capsuleBytes({ provenance: { ...rest, dataHash: other } })],
      'synthetic-3.safetensors',
    );
    const lines = rows.map((row) => (row.run === 'synthetic-3' ? { ...row, data_hash: other } : row));
    results.open([
      { ...table, file: new File([resultsCsv(lines)], 'results.csv') },
      { ...capsule, file },
    ]);
    await soon(() => expect(shown().state).toBe('ready'));
    explorer.setState({ view: { ...state().view, place: 'compare' } });
    results.openRun(await runOf(results, 'synthetic-3'));
    await soon(() => expect(world.trainers).toHaveLength(1));
    world.trainer.ready();
    await soon(() => expect(shown().refused).toMatch(/trained on other pictures of the same name/));
    expect(world.trainer.closed).toBe(true);
    expect(state().view.place).toBe('compare');
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

  it('are not sent the runs of this browser anew while one of them still trains', async () => {
    const { clients, controller, results } = await page();
    results.open([table]);
    await soon(() => expect(shown().state).toBe('ready'));
    controller.library.take([new File([capsuleBytes({ result: finished })], 'mine.safetensors')]);
    await soon(() => expect(state().library.entries).toHaveLength(1));
    results.mix('in');
    await soon(() => expect(shown().view?.total).toBe(41));
    const sent = () => clients[0]!.asked.filter(({ type }) => type === 'kept').length;
    const before = sent();
    const [entry] = state().library.entries;
    for (const seconds of [1, 2, 3]) {
      const trains = { ...entry!, id: 'trains', result: null, seconds };
      explorer.setState(({ library }) => ({ library: withEntry(library, trains) }));
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(sent()).toBe(before);
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
