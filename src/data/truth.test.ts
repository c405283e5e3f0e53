import { describe, expect, it } from 'vitest';
import type { Predict } from './deck';
import { measuredRun, toyBlocks as blocks } from './testing/measured-run';
import { truthOf, unitOf } from './truth';
import type { MeasuredRun } from './metrics';

const smm = [0.7, 0.72, 0.74].map((accuracy, seed) => measuredRun({ seed, accuracy }));
const binary = [0.6, 0.63, 0.63].map((accuracy, seed) =>
  measuredRun({ masks: 'shared-binary', seed, accuracy }),
);
const runs = [...smm, ...binary];

type Answer = Predict['answer'];
const number = (truth: object) => ({ kind: 'number', low: 0, high: 100, truth }) as Answer;
const choice = (truth: object, ...is: string[]) =>
  ({ kind: 'choice', options: is.map((one) => ({ text: one, is: one })), truth }) as Answer;
const curve = (truth: object) => ({ kind: 'curve', low: 0, high: 100, truth }) as Answer;
const read = (answer: Answer, some: readonly MeasuredRun[] = runs) =>
  truthOf({ answer }, { runs: some, blocks });

const metric = 'last-accuracy';
const against = 'default';
const of = 'masks=shared-binary';

describe('a number', () => {
  it('is the mean over the recorded seeds, in percent', () => {
    const truth = read(number({ metric, of }));
    expect(truth).toMatchObject({
      kind: 'number',
      label: 'One binary mask',
      against: null,
      seeds: [0, 1, 2],
    });
    expect(truth).toHaveProperty('value', expect.closeTo(62));
    expect(truth).toHaveProperty('deviation', expect.closeTo(1.732, 3));
    expect(unitOf(number({ metric, of }))).toBe('rate');
  });

  it('or the paired difference to another variant, in points', () => {
    const truth = read(number({ metric, of, against }));
    expect(truth).toMatchObject({ label: 'One binary mask', against: 'SMM', seeds: [0, 1, 2] });
    expect(truth).toHaveProperty('value', expect.closeTo(-10));
    expect(truth).toHaveProperty('interval', [expect.closeTo(-12.484, 2), expect.closeTo(-7.516, 2)]);
    expect(unitOf(number({ metric, of, against }))).toBe('points');
  });

  it('is nothing where nobody recorded it', () => {
    expect(read(number({ metric, of: 'masks=mean-image' }))).toBeNull();
    expect(read(number({ metric: 'approximation-cold', of }))).toBeNull();
    expect(read(number({ metric, of }), [])).toBeNull();
  });

  it('is read in the setting that most was recorded in, unless the side is named', () => {
    const wide = measuredRun({ id: 'wide', accuracy: 0.9 });
    const other = { ...wide, config: { ...wide.config, method: { ...wide.config.method, side: 96 } } };
    const all = [other, ...runs];
    expect(read(number({ metric, of: 'default' }), all)).toHaveProperty('value', expect.closeTo(72));
    expect(read(number({ metric, of: 'default', side: 96 }), all)).toMatchObject({ side: 96, seeds: [0] });
  });
});

describe('a choice', () => {
  it('is the variant with the highest or the lowest number', () => {
    expect(read(choice({ read: 'highest', metric }, 'default', of))).toMatchObject({ is: 'default' });
    expect(read(choice({ read: 'lowest', metric }, 'default', of))).toMatchObject({
      is: of,
      values: [
        { is: 'default', value: expect.closeTo(72), deviation: expect.closeTo(2), count: 3 },
        { is: of, value: expect.closeTo(62), count: 3 },
      ],
    });
    expect(read(choice({ read: 'lowest', metric }, 'default', 'masks=mean-image'))).toBeNull();
  });

  it('is right, too, where the seeds do not tell it from the extreme', () => {
    const close = [0.73, 0.7, 0.72].map((accuracy, seed) =>
      measuredRun({ masks: 'shared-three-channel', seed, accuracy }),
    );
    const options = ['default', of, 'masks=shared-three-channel'];
    const highest = read(choice({ read: 'highest', metric }, ...options), [...runs, ...close]);
    expect(highest).toMatchObject({ is: 'default', alike: ['masks=shared-three-channel'] });
    expect(read(choice({ read: 'highest', metric }, 'default', of))).toMatchObject({ alike: [] });
  });

  it('is the direction of a difference, where the seeds let it be seen', () => {
    const ways = ['higher', 'lower', 'unclear'];
    const truth = { read: 'difference', metric, of, against };
    expect(read(choice(truth, ...ways))).toMatchObject({ is: 'lower' });
    expect(read(choice({ ...truth, of: against, against: of }, ...ways))).toMatchObject({ is: 'higher' });
    expect(read(choice(truth, ...ways), [smm[0]!, binary[0]!])).toMatchObject({ is: 'unclear' });
  });
});

describe('a curve', () => {
  it('has a column for each epoch of accuracies, the mean over the seeds', () => {
    const epochs = (rates: readonly number[]) =>
      rates.map((testAccuracy, i) => ({ epoch: i + 1, testAccuracy })) as never;
    const some = [
      { ...smm[0]!, epochs: epochs([0.5, 0.6]) },
      { ...smm[1]!, epochs: epochs([0.6, 0.7]) },
    ];
    expect(read(curve({ curve: 'accuracy', of: 'default' }), some)).toMatchObject({
      kind: 'curve',
      columns: [1, 2],
      values: [expect.closeTo(55), expect.closeTo(65)],
      seeds: [0, 1],
    });
  });

  it('has as many columns of losses as a hand can tell apart', () => {
    const losses = Array.from({ length: 240 }, (_, i) => 2 - i / 240);
    const truth = read(curve({ curve: 'loss', of: 'default' }), [{ ...smm[0]!, losses }]);
    expect(truth).toMatchObject({ kind: 'curve', seeds: [0] });
    if (truth?.kind !== 'curve') return;
    expect(truth.columns).toHaveLength(24);
    expect([truth.columns[0], truth.columns.at(-1)]).toEqual([1, 240]);
    expect(truth.values[0]).toBe(2);
  });

  it('is nothing before the curves are read', () => {
    expect(read(curve({ curve: 'loss', of: 'default' }))).toBeNull();
  });
});
