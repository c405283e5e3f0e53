import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { UserError } from '../../lib/user-error';
import { expandPlan } from './expand-plan';
import { parsePlan } from './plan-file';
import { groupsOf } from './plan-parts';
import { SourceFacts } from './source-facts';
import { labelOf, tasksOf } from './sweep-run';

const folder = mkdtempSync(join(tmpdir(), 'smm-plan-'));
afterAll(() => rmSync(folder, { recursive: true }));

const whole = `name: masks
datasets: [fashion-mnist]
backbones: [efficientnet-lite0]
sides: [64]
seeds: [0, 1]
variants: [default, baseline=full]
schedules:
  - { name: short, epochs: 2, batch: 20, train-limit: 200 }
`;
const parse = (text: string) => parsePlan(text, { name: 'plan.yaml', base: folder });
const expand = (text: string) => expandPlan(parse(text), new SourceFacts(join(folder, 'facts')));
const refusalOf = async (text: string): Promise<string> => {
  const error = await Promise.resolve()
    .then(() => expand(text))
    .catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UserError);
  return (error as UserError).message;
};

describe('a broken plan is one sentence for each mistake, with line, column and key', () => {
  const change = (from: string, to: string) => whole.replace(from, to);
  const cases: [what: string, text: string, sentence: string | RegExp][] = [
    ['no YAML', 'name: [', /^plan.yaml, line 1, column 8: .*\.$/],
    ['nothing', '', 'plan.yaml, line 1, column 1: Nothing is not keys with values. Write keys with values.'],
    ['a key twice', `${whole}name: again\n`, 'plan.yaml, line 9, column 1: Map keys must be unique.'],
    [
      'a key that is not there',
      change('datasets:', 'dataset:'),
      /^plan.yaml, line 1, column 1, datasets: This key is missing. Add it.\nplan.yaml, line 2, column 1, dataset: There is no such key here. Did you mean "datasets"\?/,
    ],
    [
      'a mistyped key inside',
      change('batch:', 'bach:'),
      /^plan.yaml, line 8, column 31, schedules\[0\].bach: There is no such key here. Did you mean "batch"\? Choose one of: name, /,
    ],
    [
      'a word for a number',
      change('epochs: 2', 'epochs: two'),
      'plan.yaml, line 8, column 28, schedules[0].epochs: "two" is not a number. Write a number.',
    ],
    [
      'half an epoch',
      change('epochs: 2', 'epochs: 1.5'),
      'plan.yaml, line 8, column 28, schedules[0].epochs: "1.5" is not a whole number. Write a whole number.',
    ],
    [
      'a side beyond the limits',
      change('[64]', '[64, 1000]'),
      'plan.yaml, line 4, column 13, sides[1]: "1000" is too large. Write at most 384.',
    ],
    [
      'no seeds',
      change('[0, 1]', '[]'),
      'plan.yaml, line 5, column 8, seeds: The list is empty. Write at least one entry.',
    ],
    [
      'no sides',
      change('sides: [64]\n', ''),
      /line 3, column 13, backbones\[0\]: It is not said at which side/,
    ],
    [
      'an unknown metric',
      `${whole}metrics: [aproximate]\n`,
      'plan.yaml, line 9, column 11, metrics[0]: "aproximate" is unknown. Did you mean "approximate"? Choose one of: approximate, timing.',
    ],
    [
      'an unknown dataset',
      change('fashion-mnist', 'fashion-mnits'),
      /^plan.yaml, line 2, column 12, datasets\[0\]: There is no dataset.*Did you mean "fashion-mnist"/,
    ],
    [
      'an unknown network',
      change('efficientnet-lite0', 'resnet'),
      /^plan.yaml, line 3, column 13, backbones\[0\]: There is no backbone and no file "resnet"/,
    ],
    [
      'an unknown variant',
      change('baseline=full', 'baseline=ful'),
      /^plan.yaml, line 6, column 21, variants\[1\]: The switch "baseline" has no "ful". Did you mean "full"/,
    ],
    [
      'variants that cannot be combined',
      change('baseline=full', '"baseline=full,masks=shared-binary"'),
      /^plan.yaml, line 6, column 21, variants\[1\]: This switch changes a part of SMM/,
    ],
    ['a switch twice', change('baseline=full', '"baseline=full,baseline=smm"'), /sets "baseline" twice/],
    [
      'an unknown mapping',
      `${whole}mappings: [ilm, xlm]\n`,
      /^plan.yaml, line 9, column 17, mappings\[1\]: The switch "mapping" has no "xlm"/,
    ],
    ['an unknown preset', `${whole}  - papr\n`, /schedules\[1\]: "papr" is no preset. Did you mean "paper"/],
    [
      'a batch that is larger than the data',
      change('batch: 20', 'batch: 300'),
      /^plan.yaml, line 8, column 5, schedules\[0\]: The training split has 200 images, fewer than one batch of 300/,
    ],
    [
      'pictures that do not show every class',
      change('train-limit: 200', 'train-limit: 5').replace('batch: 20', 'batch: 5'),
      /schedules\[0\]: The first 5 training pictures of fashion-mnist do not show every class; the first \d+ do/,
    ],
    [
      'two schedules of one name',
      `${whole}  - { name: short, epochs: 3 }\n`,
      /Two schedules are called "short"/,
    ],
    [
      'a line break where a script takes a word',
      `${whole}slurm: { partition: "a\\nb" }\n`,
      /slurm.partition: /,
    ],
  ];
  test.each(cases)('%s', async (_, text, sentence) => {
    const said = await refusalOf(text);
    if (typeof sentence === 'string') expect(said).toBe(sentence);
    else expect(said).toMatch(sentence);
  });

  test('a plan that refers to itself without end', async () => {
    const bomb = `name: &a x\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\n`;
    expect(await refusalOf(bomb)).toMatch(/refers to its own parts too often/);
  });
});

describe('a plan comes to its runs', () => {
  test('every combination once, the first seed of everything first', async () => {
    const { runs } = await expand(whole);
    expect(runs.map(labelOf)).toEqual([
      'fashion-mnist, efficientnet-lite0, 64 px, default, short, seed 0',
      'fashion-mnist, efficientnet-lite0, 64 px, baseline=full, short, seed 0',
      'fashion-mnist, efficientnet-lite0, 64 px, default, short, seed 1',
      'fashion-mnist, efficientnet-lite0, 64 px, baseline=full, short, seed 1',
    ]);
    expect(new Set(runs.map(({ id }) => id)).size).toBe(4);
    // what the command line would train with the same words
    expect(runs[0]!.config.training).toEqual({
      ...{ epochs: 2, batch: 20, patternLearningRate: 0.003, maskLearningRate: 0.003 },
      ...{
        patternDecay: 0.1,
        maskDecay: 0.1,
        augmentation: 'none',
        seed: 0,
        trainLimit: 200,
        testLimit: null,
      },
    });
  });

  test('a run that two entries ask for is one run, and its name follows from its content alone', async () => {
    const twice = whole.replace(
      '[default, baseline=full]',
      '[default, default, baseline=full, "baseline=*"]',
    );
    const [plain, more] = [await expand(whole), await expand(twice)];
    const ids = more.runs.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id } of plain.runs) expect(ids).toContain(id);
    const renamed = await expand(
      whole.replace('name: short', 'name: other').replace('name: masks', 'name: x'),
    );
    expect(renamed.runs.map(({ id }) => id)).toEqual(plain.runs.map(({ id }) => id));
    const longer = await expand(whole.replace('epochs: 2', 'epochs: 3'));
    expect(longer.runs.map(({ id }) => id)).not.toContain(plain.runs[0]!.id);
  });

  test('what it has also is multiplied by itself, with the rest as above', async () => {
    const more = `${whole}also:\n  - { variants: [default], patches: [4, 8] }\n  - { mappings: [flm], seeds: [1] }\n`;
    const { runs } = await expand(more);
    const told = runs.map(({ config: { method, training } }) =>
      [method.baseline, method.patch, method.mapping, training.seed].join(' '),
    );
    expect(told).toEqual([
      ...['smm 8 ilm 0', 'full 8 ilm 0', 'smm 4 ilm 0'],
      ...['smm 8 ilm 1', 'full 8 ilm 1', 'smm 4 ilm 1', 'smm 8 flm 1', 'full 8 flm 1'],
    ]);
    expect(await refusalOf(`${more}  - { variants: [default, masks=no] }\n`)).toMatch(
      /^plan.yaml, line 12, column 27, also\[2\].variants\[1\]: The switch "masks" has no "no"/,
    );
    expect(await refusalOf(`${more}  - { name: x }\n`)).toMatch(/also\[2\].name: There is no such key/);
  });

  test('the paper’s schedule is the paper’s', async () => {
    const { runs } = await expand(`${whole}  - paper\n`);
    const paper = runs.find(({ schedule }) => schedule === 'paper')!;
    expect(paper.config.training).toMatchObject({
      ...{ epochs: 200, batch: 256, patternLearningRate: 0.01, maskLearningRate: 0.01 },
      ...{ patternDecay: 0.1, maskDecay: 0.1, augmentation: 'crop-flip', trainLimit: null, testLimit: null },
    });
  });

  test('the plan for the whole paper is one, of 825 runs', () => {
    const text = readFileSync(new URL('../../../docs/replication.yaml', import.meta.url), 'utf8');
    const counted = groupsOf(parse(text).plan).map(({ written }) => {
      const { datasets, seeds, backbones, variants, mappings, patches, schedules } = written;
      expect([datasets.length, seeds.length, schedules.length]).toEqual([11, 3, 1]);
      return backbones.length * variants.length * mappings.length * patches.length;
    });
    expect(counted).toEqual([15, 2, 4, 4]);
  });

  test('what is measured besides is a task of its own, once for each variant', async () => {
    const { runs } = await expand(`${whole}metrics: [approximate, timing]\napproximate: { seeds: [1] }\n`);
    const counted = tasksOf(runs).map(({ part, run }) => `${part} ${run.config.training.seed}`);
    expect(counted).toEqual([
      ...['run 0', 'run 0', 'run 1', 'run 1'],
      ...['approximate 1', 'approximate 1', 'timing 0', 'timing 0'],
    ]);
  });
});
