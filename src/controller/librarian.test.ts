import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRunLibrary } from '../storage/run-library';
import { changeLive } from '../store/actions';
import { explorer, initialState } from '../store/store';
import { fakeWorld, state } from './fake-world';
import { capsuleBytes, keptRecord, soon } from './kept-world';
import { PageController } from './page-controller';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  explorer.setState(initialState(), true);
});

const opened: PageController[] = [];
afterEach(() => {
  for (const one of opened.splice(0)) one.close();
});

const said = () => state().keeping.said.map(({ text }) => text);
const names = () => state().library.entries.map(({ name }) => name);
const file = (name: string, bytes: Uint8Array<ArrayBuffer>, type = '') => new File([bytes], name, { type });

/** A page with these capsules in its library. */
async function pageWith(...seeds: number[]) {
  const world = fakeWorld({ library: openRunLibrary() });
  const controller = new PageController(world);
  opened.push(controller);
  await controller.start();
  controller.library.take(seeds.map((seed) => file(`run ${seed}.safetensors`, capsuleBytes({ seed }))));
  await soon(() => expect(state().keeping.said).toHaveLength(seeds.length));
  const ids = state().library.entries.map(({ id }) => id);
  return { world, library: controller.library, ids };
}

describe('capsules', () => {
  it('come in, many at once, and one that is here already is not a second run', async () => {
    const { library } = await pageWith(1, 2);
    expect(said()).toEqual(['run 1 is in the library.', 'run 2 is in the library.']);
    library.take([file('copy.safetensors', capsuleBytes({ seed: 1 }))]);
    await soon(() =>
      expect(said()).toEqual(['copy.safetensors: this run is in the library already, as run 1.']),
    );
    expect(names().sort()).toEqual(['run 1', 'run 2']);
    expect(Object.keys(state().library.curves)).toHaveLength(2);
  });

  it('that cannot be read have a sentence each, and the good one among them comes in', async () => {
    const { library } = await pageWith();
    const good = capsuleBytes({ seed: 3 });
    const unknown = keptRecord();
    const method = { ...unknown.config.method, pattern: 'from-the-future' as 'shared' };
    const newer = new TextDecoder('latin1').decode(good).replace('"schema":"2"', '"schema":"9"');
    library.take([
      file('torn.safetensors', good.slice(0, good.length / 2)),
      file('cat.png', Uint8Array.of(1), 'image/png'),
      file(
        'newer.safetensors',
        Uint8Array.from(newer, (letter) => letter.charCodeAt(0)),
      ),
      file('future.safetensors', capsuleBytes({ config: { ...unknown.config, method } })),
      file('good.safetensors', good),
      Object.defineProperty(file('huge.safetensors', Uint8Array.of(1)), 'size', { value: 1e9 }),
    ]);
    await soon(() => expect(said()).toHaveLength(6));
    expect(said()[0]).toMatch(/^torn\.safetensors: The run capsule is damaged/);
    expect(said()[1]).toMatch(/^cat\.png: This is a picture\. Add it in Explore/);
    expect(said()[2]).toMatch(/^newer\.safetensors: .*newer version.*Update/);
    expect(said()[3]).toMatch(/^future\.safetensors: .*from-the-future/);
    expect(said()[4]).toBe('good is in the library.');
    expect(said()[5]).toMatch(/^huge\.safetensors: The file has 1 GB/);
    expect(names()).toEqual(['good']);
  });

  it('go out, one file each', async () => {
    const { world, library, ids } = await pageWith(1, 2);
    library.save(ids);
    await soon(() => expect(world.saved).toHaveLength(2));
    expect([...world.saved].sort()).toEqual([
      'run-1-fashion-mnist-seed-1.safetensors',
      'run-2-fashion-mnist-seed-2.safetensors',
    ]);
  });
});

describe('deleted runs', () => {
  it('are gone at once, and back at once when that is undone', async () => {
    const { library, ids } = await pageWith(1, 2, 3);
    library.remove(ids.slice(0, 2));
    await soon(() => expect(state().keeping.removed).toBe(2));
    expect(names()).toEqual(['run 1']);
    expect((await openRunLibrary().list()).entries).toHaveLength(1);
    library.putBack();
    await soon(() => expect(names()).toHaveLength(3));
    expect(state().keeping.removed).toBe(0);
    expect((await openRunLibrary().list()).entries).toHaveLength(3);
  });

  it('are not those that train', async () => {
    const { library, ids } = await pageWith(1);
    changeLive({ runId: ids[0]!, status: 'running' });
    library.remove(ids);
    await soon(() => expect(said()).toEqual(['run 1 is being trained. Stop it first, then delete it.']));
    expect(names()).toEqual(['run 1']);
  });
});

it('what is written on a run is kept, tidied', async () => {
  const { library, ids } = await pageWith(1);
  library.annotate(ids[0]!, { name: '  first   try ', tags: ['paper', 'paper'] });
  await soon(() => expect(names()).toEqual(['first try']));
  expect((await openRunLibrary().list()).entries[0]).toMatchObject({ name: 'first try', tags: ['paper'] });
});

describe('a check', () => {
  /** Lets the worker of the check say what the run says. */
  async function check(change: { loss?: number; dataHash?: string; app?: string } = {}) {
    const { world, library, ids } = await pageWith(1);
    const [id] = ids as [string];
    library.check(id, 'first-epoch');
    await soon(() => expect(world.trainers).toHaveLength(1));
    const { trainer } = world;
    const { provenance, curves, unprompted } = keptRecord({ seed: 1 });
    const ready = { trainCount: 2000, testCount: 1000, classes: [], sourceClasses: [] };
    trainer.say({
      type: 'ready',
      ...ready,
      device: { backend: 'wasm', adapter: '', software: false, reason: '', workers: 1, dispatches: 0 },
      provenance: {
        ...provenance,
        dataHash: change.dataHash ?? provenance.dataHash,
        versions: { ...provenance.versions, app: change.app ?? provenance.versions['app']! },
      },
    });
    if (trainer.kinds.includes('start')) {
      trainer.say({ type: 'unprompted', runId: id, ...unprompted! });
      const losses = Float32Array.from(curves.losses, (loss) => loss + (change.loss ?? 0));
      trainer.say({ type: 'steps', runId: id, fromStep: 1, losses, accuracies: curves.accuracies });
      trainer.say({ type: 'epoch', runId: id, ...curves.epochs[0]! });
    }
    return { trainer, entry: () => state().library.entries.find((one) => one.id === id)! };
  }

  it('trains the run again in a worker of its own and keeps the verdict with it', async () => {
    const { trainer, entry } = await check();
    await soon(() => expect(entry().check).toMatchObject({ verdict: 'same', steps: 2, epochs: 1 }));
    expect(trainer.last('open')).toMatchObject({ backend: 'wasm', data: 'fashion-mnist' });
    expect(trainer.last('start')).toMatchObject({ checkpoint: null, paused: false });
    expect(trainer.closed).toBe(true);
    expect(state().keeping.checking).toBeNull();
    expect((await openRunLibrary().list()).entries[0]!.check).toEqual(entry().check);
  });

  it('says from which step on it is not the same', async () => {
    const { entry } = await check({ loss: 1e-6 });
    await soon(() =>
      expect(entry().check).toMatchObject({
        verdict: 'different',
        differences: [{ what: 'losses', step: 1 }],
      }),
    );
  });

  it('by another version is one within the tolerance', async () => {
    const { entry } = await check({ loss: 1e-6, app: '9.0.0' });
    await soon(() => expect(entry().check).toMatchObject({ verdict: 'close', loose: 'version' }));
  });

  it('is refused, with the reason, where the pictures are others', async () => {
    const { trainer, entry } = await check({ dataHash: 'other' });
    expect(state().keeping.refused!.sentence).toMatch(/other pictures of the same name/);
    expect(trainer.closed).toBe(true);
    expect(entry().check).toBeNull();
  });

  it.each([
    {
      what: 'pictures',
      change: { data: 'my-pets' },
      sentence: /its pictures \(my-pets\) do not come with this page/,
    },
    { what: 'network', change: { backbone: 'resnet18' }, sentence: /its network \(resnet18\) does not come/ },
  ])(
    'of a run whose $what stayed where it was trained is refused by name, before anything is fetched',
    async ({ change, sentence }) => {
      const { world, library } = await pageWith();
      const config = { ...keptRecord().config, ...change };
      library.take([file('run.safetensors', capsuleBytes({ config }))]);
      await soon(() => expect(state().library.entries).toHaveLength(1));
      library.check(state().library.entries[0]!.id, 'first-epoch');
      await soon(() => expect(state().keeping.refused?.sentence).toMatch(sentence));
      expect(world.trainers).toHaveLength(0);
    },
  );
});
