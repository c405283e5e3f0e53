import { describe, expect, test } from 'vitest';
import { capsuleBytes } from '../controller/kept-world';
import { blocks } from '../core/ablation/registry';
import { ablationTable } from '../data/ablation-table';
import { anyResult, type ResultQuery } from '../data/results/result-query';
import { sortedRows, type ResultRow } from '../data/results/result-columns';
import { readResultsCsv, resultsCsv } from '../data/results/results-csv';
import { resultsParquet } from '../data/results/results-parquet';
import { runOfRow } from '../data/results/result-row';
import { sha256 } from '../lib/sha256';
import type { GivenFile } from './import-protocol';
import type { ResultsAnswer, ResultsReply, ResultsRequest } from './results-protocol';
import { ResultsSession } from './results-session';
import { syntheticRows, syntheticRuns } from './testing/synthetic-results';

function begin() {
  const replies: ResultsReply[] = [];
  const session = new ResultsSession({ post: (reply) => replies.push(reply) });
  const ask = async <Type extends ResultsAnswer['type']>(
    request: ResultsRequest,
    type: Type,
  ): Promise<Extract<ResultsAnswer, { type: Type }>> => {
    await session.handle({ ...request, request: 1 });
    const answer = replies.at(-1)!;
    expect(answer).toMatchObject({ type });
    return answer as unknown as Extract<ResultsAnswer, { type: Type }>;
  };
  const open = async (...files: readonly GivenFile[]) => (await ask({ type: 'open', files }, 'opened')).said;
  const look = (query: Partial<ResultQuery> = {}) =>
    ask({ type: 'view', query: { ...anyResult, ...query } }, 'view');
  return { ask, open, look, replies };
}

const given = (path: string, contents: Uint8Array<ArrayBuffer> | string): GivenFile => ({
  path,
  file: new File([contents], path.split('/').at(-1)!),
});
const parquet = (rows: readonly ResultRow[]) => Uint8Array.from(resultsParquet(rows));
const rows = syntheticRows(120);
/** The capsule of a run of these. */
const capsuleOf = (index: number) => {
  const { config, provenance } = runOfRow(
    rows.find(({ run }) => run === `synthetic-${index}`)!,
    blocks,
  );
  return capsuleBytes({ config, provenance });
};

describe('results of many runs', () => {
  test('stand as the file has them, row by row', async () => {
    const { ask, open, look } = begin();
    expect(await open(given('results.parquet', parquet(rows)))).toEqual([
      { is: 'taken', file: 'results.parquet', runs: 120 },
    ]);
    const view = await look();
    expect([view.count, view.total, view.runs]).toEqual([120, 120, 120]);
    const rest = await ask({ type: 'rows', view: view.view, from: 48, count: 80 }, 'rows');
    const shown = [...view.first, ...rest.rows];
    const wanted = sortedRows(rows);
    expect(shown.map(({ key }) => key)).toEqual(wanted.map(({ run }) => `file/${run}`));
    expect(shown.map(({ numbers }) => numbers['last-accuracy']?.value)).toEqual(
      wanted.map((row) => row.last_accuracy),
    );
    const { details } = await ask({ type: 'details', view: view.view, at: 7 }, 'details');
    const hidden = { class_names: null, diagnostics: null, approximation_images: null };
    expect(details?.runs[0]?.row).toEqual({ ...wanted[7], ...hidden });
  });

  test('are filtered by words and facets, whose counts leave the facet itself out', async () => {
    const { open, look } = begin();
    await open(given('results.csv', resultsCsv(rows)));
    const facets = { data: ['CIFAR10'], backbone: ['efficientnet-lite0'] };
    const view = await look({ facets });
    expect(view.count).toBe(15);
    const counts = (facet: 'data' | 'backbone' | 'variant') =>
      Object.fromEntries(view.facets[facet].map(({ value, count }) => [value, count]));
    expect(counts('data')).toEqual({ CIFAR10: 15, EuroSAT: 15, SVHN: 15, 'synthetic-pictures': 15 });
    expect(counts('backbone')).toEqual({ 'efficientnet-lite0': 15, 'resnet18-f37072fd': 15 });
    expect(counts('variant')['masks=shared-binary']).toBe(3);
    expect((await look({ facets, find: 'SHARED-binary lite0' })).count).toBe(3);
    expect((await look({ facets, find: 'no such word' })).count).toBe(0);
  });

  test('are sorted with the best first, and by texts', async () => {
    const { open, look } = begin();
    await open(given('results.parquet', parquet(rows)));
    const by = async (sort: ResultQuery['sort']) => (await look({ sort })).first;
    const best = await by({ by: 'last-accuracy', reversed: false });
    const values = best.map(({ numbers }) => numbers['last-accuracy']!.value);
    expect(values).toEqual(values.toSorted((a, b) => b - a));
    const worst = await by({ by: 'clean-loss', reversed: true });
    const losses = worst.map(({ numbers }) => numbers['clean-loss']!.value);
    expect(losses).toEqual(losses.toSorted((a, b) => b - a));
    expect((await by({ by: 'data', reversed: true }))[0]!.data).toBe('synthetic-pictures');
  });

  test('stand together by configuration with the numbers of the ablation table', async () => {
    const { open, look } = begin();
    await open(given('results.parquet', parquet(rows)));
    const view = await look({ grouped: true });
    expect([view.count, view.runs]).toEqual([40, 120]);
    const here = rows.filter(({ data, backbone }) => data === 'SVHN' && backbone === 'efficientnet-lite0');
    const runs = here.map((row) => runOfRow(row, blocks));
    const reference = runs.find(({ config }) => config.method.baseline === 'smm')!;
    const table = ablationTable(runs, { blocks, reference, defaultLabel: 'SMM' });
    for (const { label, cells } of table.rows) {
      const shown = view.first.find(
        (row) => row.label === label && row.data === 'SVHN' && row.backbone === 'efficientnet-lite0',
      )!;
      const cell = cells['last-accuracy']!;
      expect(shown.seeds).toBe(3);
      expect(shown.numbers['last-accuracy']!.value).toBe(cell.value);
      const [low, high] = shown.numbers['last-accuracy']!.interval!;
      expect(low + high).toBeCloseTo(2 * cell.value, 12);
      expect(shown.difference).toEqual(
        cell.difference && expect.objectContaining({ value: cell.difference.value }),
      );
    }
  });

  test('of a setting without SMM have no difference, and say so', async () => {
    const { open, look } = begin();
    await open(given('results.csv', resultsCsv(rows.filter(({ variant }) => variant !== 'default'))));
    const { first } = await look({ grouped: true });
    expect(new Set(first.map(({ difference }) => difference))).toEqual(new Set(['no-reference']));
  });

  test('say of how many runs a number is, whether it is the least, and which runs repeat a seed', async () => {
    const { ask, open, look } = begin();
    const same = rows.filter(
      ({ variant, data, backbone }) =>
        variant === 'default' && data === 'SVHN' && backbone === 'efficientnet-lite0',
    );
    const bound = { approximation_cross_entropy: 0.5, approximation_zero_one: 0.25 };
    const [a, b] = same.map((row) => ({ ...row, ...bound }));
    const timed = { ...same[2]!, step_time: null, throughput: null };
    const again = { ...a!, run: 'zzz', last_accuracy: 0.01 };
    await open(given('results.csv', resultsCsv([a!, b!, timed, again])));
    const { view, first } = await look({ grouped: true });
    const place = first.findIndex(({ label }) => label === 'SMM');
    expect(first[place]).toMatchObject({ seeds: 3, repeats: 1 });
    expect(first[place]!.numbers['last-accuracy']).toMatchObject({ is: 'mean', count: 3 });
    expect(first[place]!.numbers['throughput']).toMatchObject({ is: 'mean', count: 2 });
    expect(first[place]!.numbers['approximation-zero-one']).toMatchObject({ is: 'least', count: 2 });
    const { details } = await ask({ type: 'details', view, at: place }, 'details');
    expect(details!.runs.map(({ row, isRepeat }) => [row.run, isRepeat])).toEqual([
      [a!.run, false],
      ['zzz', true],
      [b!.run, false],
      [timed.run, false],
    ]);
  });

  test('are sorted by the seeds that count, repeats aside', async () => {
    const { open, look } = begin();
    const smm = rows.find(({ variant, data }) => variant === 'default' && data === 'SVHN')!;
    const two = rows.filter(
      ({ variant, data, backbone }) =>
        variant === 'generator=mlp' && data === 'SVHN' && backbone === smm.backbone,
    );
    const thrice = ['x', 'y', 'z', 'zz'].map((run) => ({ ...smm, run }));
    await open(given('results.csv', resultsCsv([...thrice, ...two])));
    const { first } = await look({ grouped: true, sort: { by: 'n', reversed: false } });
    expect(first.map(({ seeds }) => seeds)).toEqual([3, 1]);
  });

  test('that began as another variant are configurations of their own, and no published figure is theirs', async () => {
    const { open, look } = begin();
    const [smm, full] = ['default', 'baseline=full'].map((variant) =>
      rows.find((row) => row.variant === variant && row.data === 'CIFAR10' && row.seed === 0)!,
    );
    const forked = (run: string, step: number): ResultRow => ({
      ...full!,
      ...{ run, seed: 1, variant: `baseline=full@${step}:default`, last_accuracy: 0.01 },
      label: `Full pattern, from step ${step} of SMM`,
    });
    const all = [smm!, full!, forked('a', 93), { ...forked('b', 93), seed: 2 }, forked('c', 200)];
    await open(given('results.csv', resultsCsv(all)));
    const { first } = await look({ grouped: true });
    expect(
      first.map(({ label, seeds, numbers, published }) => [
        label,
        seeds,
        numbers['last-accuracy']!.value,
        published?.source ?? null,
      ]),
    ).toEqual([
      ['Full pattern', 1, full!.last_accuracy, 'Paper, table 1'],
      ['Full pattern, from step 200 of SMM', 1, 0.01, null],
      ['Full pattern, from step 93 of SMM', 2, 0.01, null],
      ['SMM', 1, smm!.last_accuracy, 'Paper, table 1'],
    ]);
  });

  test('of settings that differ in one column are never put together', async () => {
    const { open, look } = begin();
    const [row] = rows;
    const other: readonly Partial<ResultRow>[] = [
      ...[{ epochs: 3 }, { side: 96 }, { train_limit: 500 }, { data_hash: 'other' }, { backbone_hash: 'x' }],
      ...[{ schedule: 'short' }, { mask_decay: 0.5 }, { augmentation: 'crop-flip' }, { native_side: 16 }],
    ];
    const all = [{}, ...other].map((change, i) => ({ ...row!, ...change, run: `run-${i}`, seed: i }));
    await open(given('results.csv', resultsCsv(all)));
    expect((await look({ grouped: true })).count).toBe(all.length);
  });

  test('together have no number of a run that is filtered out, yet are compared with SMM', async () => {
    const { ask, open, look } = begin();
    const of = (variant: string) =>
      rows.filter(
        (row) =>
          row.variant === variant &&
          row.data === 'SVHN' &&
          row.backbone === 'efficientnet-lite0' &&
          row.seed! < 2,
      );
    const [smm, other] = [of('default'), of('baseline=full')];
    await open(
      given(
        'a.csv',
        resultsCsv([
          { ...smm[0]!, last_accuracy: 0.25 },
          { ...other[0]!, last_accuracy: 0.5 },
        ]),
      ),
      given(
        'b.csv',
        resultsCsv([
          { ...smm[1]!, last_accuracy: 0.75 },
          { ...other[1]!, last_accuracy: 0.5 },
        ]),
      ),
    );
    const facets = { source: ['a.csv'], variant: ['baseline=full'] };
    const { runs, count, total, first, facets: counts } = await look({ grouped: true, facets });
    expect([runs, count, total]).toEqual([1, 1, 2]);
    expect(first[0]!.numbers['last-accuracy']).toMatchObject({ value: 0.5, count: 1 });
    expect(first[0]).toMatchObject({ sources: ['a.csv'], difference: { value: 0.25 } });
    expect(counts.source.map(({ count: each }) => each)).toEqual([1, 1]);
    const { file } = await ask({ type: 'csv' }, 'csv');
    expect(readResultsCsv(await file.text(), 'results.csv')).toHaveLength(1);
  });

  test('of variants that this version takes for one are all there', async () => {
    const { open, look } = begin();
    const of = (run: string, variant: string, seed: number) => ({ ...rows[0]!, run, variant, seed });
    await open(given('results.csv', resultsCsv([of('a', 'x@93:default', 1), of('b', 'y@93:default', 2)])));
    expect((await look({ grouped: true })).runs).toBe(2);
    expect((await look({ grouped: true })).first.map(({ seeds }) => seeds)).toEqual([2]);
  });

  test('that look alike are told apart by what their settings differ in, and only those are', async () => {
    const { open, look } = begin();
    const [row, elsewhere] = [rows[0]!, rows.find(({ data }) => data !== rows[0]!.data)!];
    const other = { ...row, run: 'other', batch: 999, mask_learning_rate: 0.5, train_limit: 100 };
    await open(given('results.csv', resultsCsv([row, other, elsewhere])));
    for (const grouped of [false, true]) {
      const { anyApart, first } = await look({ grouped });
      expect(anyApart).toBe(true);
      const apart = first.filter(({ data }) => data === row.data).map((one) => one.apart);
      expect(apart.map((facts) => facts.map(({ column, value }) => [column, value]))).toEqual(
        expect.arrayContaining([
          [
            ['batch', row.batch],
            ['mask_learning_rate', row.mask_learning_rate],
            ['train_limit', row.train_limit],
          ],
          [
            ['batch', 999],
            ['mask_learning_rate', 0.5],
            ['train_limit', 100],
          ],
        ]),
      );
      expect(first.find(({ data }) => data !== row.data)?.apart).toEqual([]);
    }
  });

  test('have the paper’s figure beside them where data, network and variant are the same', async () => {
    const { open, look } = begin();
    await open(given('results.parquet', parquet(rows)));
    const { first } = await look({ facets: { data: ['CIFAR10'] }, grouped: true });
    const printed = first.flatMap(({ backbone, label, published }) =>
      published ? [[backbone, label, published.source, Math.round(1e4 * published.value)]] : [],
    );
    // of EfficientNet the paper says nothing
    expect(printed).toEqual([
      ['resnet18-f37072fd', 'Frequent', expect.stringMatching(/^Paper, table \d+$/), 7275],
      ['resnet18-f37072fd', 'Full pattern', 'Paper, table 1', 6890],
      ['resnet18-f37072fd', 'SMM', 'Paper, table 1', 7280],
      ['resnet18-f37072fd', 'One for all, on or off', 'Paper, table 1', 6890],
    ]);
    expect(
      (await look({ facets: { data: ['synthetic-pictures'] } })).first.every((row) => !row.published),
    ).toBe(true);
  });

  test('have the paper’s figure marked with what was done otherwise, and none beside other networks', async () => {
    const { open, look } = begin();
    const smm = rows.find((row) => row.variant === 'default' && row.data === 'CIFAR10' && row.seed === 0)!;
    const like = { ...smm, epochs: 200, side: 224, patch: 8 };
    const small = { epochs: 1, side: 96, patch: 4, train_limit: 100, test_limit: 50 };
    const all = [
      { ...like, run: 'like' },
      { ...like, ...small, run: 'small' },
      { ...like, backbone: 'resnet18.a1_in1k', run: 'a1' },
      ...[
        'resnet50_clip.openai',
        'resnet18.fb_swsl_ig1b_ft_in1k',
        'resnet18d',
        'vit_base_patch32_clip_224',
      ].map((backbone) => ({ ...like, backbone, run: backbone })),
    ];
    await open(given('results.csv', resultsCsv(all)));
    const beside = (await look()).first.flatMap(({ key, published }) =>
      published ? [[key, published.otherwise.map(({ what }) => what)]] : [],
    );
    expect(Object.fromEntries(beside)).toEqual({
      'file/like': [],
      'file/small': ['epochs', 'side', 'patch', 'train-limit', 'test-limit'],
      'file/a1': ['weights'],
    });
  });

  test('have the paper’s figures of vision transformers beside them too, where theirs is one', async () => {
    const { open, look } = begin();
    const [row] = rows;
    const vit = { ...row!, data: 'CIFAR10', backbone: 'vit_base_patch32_384', side: 384, seed: 0 };
    const six = { ...vit, generator: 'convnet-6-layer', variant: 'generator=convnet-6-layer' };
    const all = [
      { ...six, run: 'six' },
      { ...six, run: 'six-small', side: 224, label: 'small' },
      { ...vit, run: 'full', baseline: 'full', variant: 'baseline=full' },
      { ...vit, run: 'five' },
    ];
    await open(given('results.csv', resultsCsv(all)));
    const printed = (await look()).first.map(({ key, published }) => [
      key,
      published && [published.source, published.model, published.value, published.differs !== null],
    ]);
    const table = ['Paper, table 2', 'ViT-B/32'];
    expect(Object.fromEntries(printed)).toEqual({
      'file/six': [...table, expect.closeTo(0.974, 12), false],
      'file/six-small': [...table, expect.closeTo(0.974, 12), true],
      'file/full': [...table, expect.closeTo(0.958, 12), false],
      // the paper has no figure of a generator of five layers there
      'file/five': null,
    });
  });

  test('are saved as a file that can be opened again', async () => {
    const { ask, open, look } = begin();
    await open(given('results.csv', resultsCsv(rows)));
    await look({ facets: { data: ['SVHN'] }, grouped: true });
    const { file } = await ask({ type: 'csv' }, 'csv');
    const back = readResultsCsv(await file.text(), 'results.csv');
    expect(back.map(({ run }) => run).sort()).toEqual(
      rows.flatMap(({ data, run }) => (data === 'SVHN' ? [run] : [])).sort(),
    );
  });

  test('and kept runs stand in one table, each with its source, until they are taken out', async () => {
    const { ask, open, look } = begin();
    await open(given('results.csv', resultsCsv(rows)));
    const [run] = syntheticRuns(1);
    await ask({ type: 'kept', runs: [{ run: { ...run!, id: 'kept-here' }, created: 0 }] }, 'listed');
    expect((await look()).facets.source.map(({ value, count }) => [value, count])).toEqual([
      ['', 1],
      ['results.csv', 120],
    ]);
    await ask({ type: 'kept', runs: [] }, 'listed');
    expect((await look()).total).toBe(120);
  });
});

describe('a folder of results', () => {
  const folder = (...more: readonly GivenFile[]) => [
    given('sweep/results.parquet', parquet(rows)),
    given('sweep/results.csv', resultsCsv(rows)),
    given('sweep/sweep.json', '{}'),
    given('sweep/work/synthetic-1/checkpoint.safetensors', 'scaffolding'),
    ...more,
  ];

  test('is read once, and a run’s capsule is handed out where it lies beside', async () => {
    const { ask, open, look } = begin();
    const said = await open(...folder(given('sweep/runs/synthetic-3.safetensors', capsuleOf(3))));
    expect(said).toEqual([{ is: 'taken', file: 'sweep/results.parquet', runs: 120 }]);
    const { file } = await ask({ type: 'capsule', key: 'file/synthetic-3' }, 'capsule');
    expect(file.name).toBe('synthetic-3.safetensors');
    const { message } = await ask({ type: 'capsule', key: 'file/synthetic-4' }, 'failed');
    expect(message).toMatch(/^No capsule lies beside this run/);
    const view = await look();
    const place = view.first.findIndex(({ key }) => key === 'file/synthetic-3');
    const { details } = await ask({ type: 'details', view: view.view, at: place }, 'details');
    expect(details?.runs[0]?.hasCapsule).toBe(true);
  });

  test('compares capsules with what the sweep wrote: one of other bytes, or of nobody knows which, is named', async () => {
    const { ask, open } = begin();
    const about = (capsule: string) =>
      JSON.stringify({
        ...{ capsule, backend: 'wasm', note: null, host: 'synthetic-node', tries: 1 },
        finished: '2026-01-01T00:00:00.000Z',
      });
    const whole = capsuleOf(3);
    const exchanged = capsuleBytes({ seed: 7 });
    const said = await open(
      ...folder(
        given('sweep/runs/synthetic-3.safetensors', whole),
        given('sweep/runs/synthetic-3.json', about(sha256([whole]))),
        given('sweep/runs/synthetic-4.safetensors', exchanged),
        given('sweep/runs/synthetic-4.json', about(sha256([whole]))),
        given('sweep/runs/synthetic-5.safetensors', whole),
        given('sweep/runs/synthetic-5.json', '{"capsule":'),
        given('sweep/runs/synthetic-6.safetensors', capsuleOf(6)),
      ),
    );
    expect(said).toEqual([
      { is: 'taken', file: 'sweep/results.parquet', runs: 120 },
      {
        ...{ is: 'bad', file: 'sweep/runs/synthetic-4.safetensors' },
        message: expect.stringMatching(/^Its bytes are not those that the sweep wrote/) as string,
      },
      {
        ...{ is: 'bad', file: 'sweep/runs/synthetic-5.safetensors' },
        message: expect.stringMatching(
          /^What says how it was made \(synthetic-5.json\) cannot be read/,
        ) as string,
      },
    ]);
    for (const id of [3, 6]) await ask({ type: 'capsule', key: `file/synthetic-${id}` }, 'capsule');
    for (const id of [4, 5]) await ask({ type: 'capsule', key: `file/synthetic-${id}` }, 'failed');
  });

  test('hands out no capsule that lies under the name of another run', async () => {
    const { ask, open } = begin();
    await open(...folder(given('sweep/runs/synthetic-3.safetensors', capsuleOf(4))));
    const { message } = await ask({ type: 'capsule', key: 'file/synthetic-3' }, 'failed');
    expect(message).toMatch(/is another run’s/);
  });

  test('with results of two sweeps shows both, and says what tells them apart', async () => {
    const { open, look } = begin();
    const other = rows.slice(0, 40).map((row) => ({ ...row, run: `other-${row.run}`, epochs: 3 }));
    const said = await open(
      given('sweeps/first.parquet', parquet(rows)),
      given('sweeps/second.parquet', parquet(other)),
    );
    expect(said).toEqual([
      { is: 'taken', file: 'sweeps/first.parquet', runs: 120 },
      { is: 'taken', file: 'sweeps/second.parquet', runs: 40 },
      { is: 'several', files: 2 },
    ]);
    const view = await look();
    expect(view.facets.source.map(({ value, count }) => [value, count])).toEqual([
      ['sweeps/first.parquet', 120],
      ['sweeps/second.parquet', 40],
    ]);
    // one setting of the second has one seed only: none of its runs came into a row of the first
    expect((await look({ grouped: true })).count).toBe(80);
  });

  test('whose parquet file is broken gives what its CSV has', async () => {
    const { open, look } = begin();
    const said = await open(
      given('sweep/results.parquet', parquet(rows).slice(0, -20)),
      given('sweep/results.csv', resultsCsv(rows)),
    );
    expect(said).toMatchObject([
      { is: 'taken', file: 'sweep/results.csv', runs: 120 },
      { is: 'bad', file: 'sweep/results.parquet' },
    ]);
    expect((await look()).total).toBe(120);
  });

  test('leaves a damaged capsule out and names it; one in no table stands for itself', async () => {
    const { open, look } = begin();
    const said = await open(
      ...folder(
        given('sweep/runs/synthetic-3.safetensors', 'torn'),
        given('sweep/runs/lost.safetensors', 'torn too'),
        given('sweep/runs/late.safetensors', capsuleBytes()),
      ),
    );
    expect(said.map((one) => ('file' in one ? [one.is, one.file] : [one.is]))).toEqual([
      ['taken', 'sweep/results.parquet'],
      ['added'],
      ['bad', 'sweep/runs/lost.safetensors'],
      ['bad', 'sweep/runs/synthetic-3.safetensors'],
    ]);
    const view = await look();
    expect(view.total).toBe(121);
    expect(view.facets.source.map(({ value }) => value)).toContain('sweep/runs');
  });

  test('is read no further once that is stopped: what was read stays, and how much was not is said', async () => {
    const replies: ResultsReply[] = [];
    const session = new ResultsSession({
      post: (reply) => {
        replies.push(reply);
        if (reply.type === 'progress' && reply.done === 1) void session.handle({ type: 'stop', request: 2 });
      },
    });
    const files = ['a', 'b', 'c', 'd'].map((name, i) =>
      given(`sweep/${name}.csv`, resultsCsv(rows.slice(30 * i, 30 * i + 30))),
    );
    await session.handle({ type: 'open', files, request: 1 });
    expect(replies.find(({ type }) => type === 'opened')).toMatchObject({
      said: [
        { is: 'taken', file: 'sweep/a.csv', runs: 30 },
        { is: 'taken', file: 'sweep/b.csv', runs: 30 },
        { is: 'several', files: 2 },
        { is: 'stopped', files: 2 },
      ],
    });
  });

  test('without any results is refused in a sentence', async () => {
    const { open } = begin();
    expect(await open(given('holiday/beach.png', 'a picture'))).toMatchObject([
      { is: 'bad', file: 'holiday', message: /^There are no results in this folder/ },
    ]);
  });
});

describe('a file that cannot be read', () => {
  const damaged = parquet(rows).fill(0xee, 40, 400);
  test.each([
    ['notes.txt', 'Dear diary', /^This holds no results/],
    ['table.csv', 'a,b\r\n1,2\r\n', /holds no results of a sweep/],
    ['cut.parquet', parquet(rows).slice(0, -20), /is no whole parquet file/],
    ['damaged.parquet', damaged, /is damaged/],
    [
      'newer.parquet',
      replaced(parquet(rows), 'smm-results-1', 'smm-results-2'),
      /was written by a newer version/,
    ],
  ])('%s is named with its reason, and the others are there', async (name, contents, reason) => {
    const { open, look } = begin();
    const said = await open(given(name, contents), given('results.csv', resultsCsv(rows)));
    expect(said).toEqual([
      { is: 'taken', file: 'results.csv', runs: 120 },
      { is: 'bad', file: name, message: expect.stringMatching(reason) as string },
    ]);
    expect((await look()).total).toBe(120);
  });

  test('a row that is no run is left out by its number, and the others of its file are there', async () => {
    const { open, look } = begin();
    const broken = sortedRows(rows).map((row, i) => (i === 1 || i === 6 ? { ...row, side: null } : row));
    const bytes = resultsCsv(broken);
    const places = readResultsCsv(bytes, '').flatMap(({ side }, i) => (side === null ? [i + 1] : []));
    expect(await open(given('results.csv', bytes))).toEqual([
      { is: 'taken', file: 'results.csv', runs: 118 },
      { is: 'left-out', file: 'results.csv', rows: 2, first: places },
    ]);
    expect((await look()).total).toBe(118);
  });

  test('a file of nothing but such rows is named', async () => {
    const { open } = begin();
    const [said] = await open(given('results.csv', resultsCsv([{ ...rows[0]!, side: null }])));
    expect(said).toMatchObject({ is: 'bad', message: expect.stringMatching(/none of its rows/) as string });
  });

  test('runs that are here already count once', async () => {
    const { open, look } = begin();
    await open(given('results.csv', resultsCsv(rows)));
    expect(await open(given('again.csv', resultsCsv(rows.slice(0, 30))))).toEqual([
      { is: 'taken', file: 'again.csv', runs: 0 },
      { is: 'repeated', file: 'again.csv', runs: 30, other: 0 },
    ]);
    expect((await look()).total).toBe(120);
  });

  test('runs that are here with other numbers stay as they came first, and that is said', async () => {
    const { open, look } = begin();
    const [first, ...rest] = rows;
    // the host of a run is no number of it
    const again = [
      { ...first!, last_accuracy: 0.123 },
      ...rest.map((row) => ({ ...row, host: 'elsewhere' })),
    ];
    await open(given('results.csv', resultsCsv(rows)));
    expect(await open(given('again.csv', resultsCsv(again)))).toEqual([
      { is: 'taken', file: 'again.csv', runs: 0 },
      { is: 'repeated', file: 'again.csv', runs: 120, other: 1 },
    ]);
    const { first: shown } = await look({ find: `${first!.run}` });
    expect(shown.some(({ numbers }) => numbers['last-accuracy']!.value === 0.123)).toBe(false);
  });
});

function replaced(bytes: Uint8Array<ArrayBuffer>, from: string, to: string): Uint8Array<ArrayBuffer> {
  const text = Buffer.from(bytes).toString('latin1');
  expect(text).toContain(from);
  return Uint8Array.from(Buffer.from(text.replaceAll(from, to), 'latin1'));
}
