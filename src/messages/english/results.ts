import { format } from './format';

export const results = {
  title: 'What the prompt is worth',
  caption: (data: string, testCount: number | null) =>
    testCount === null ? data : `${data}, % of ${format.count(testCount)} test pictures right`,
  run: 'run',
  last: 'last',
  best: 'best',
  gain: 'gain',
  lastHint: 'after the last epoch',
  bestHint: 'the highest of all epochs; chosen on the test pictures, so it flatters',
  gainHint: 'last epoch against the network without a prompt, in percentage points',
  costHint:
    'trained numbers of pattern and mask network; time of a step in the last epoch, on the device of the run',
  trained: (count: number) => `${format.count(count)} trained`,
  pace: (milliseconds: number) => `${format.count(Math.round(milliseconds))} ms/step`,
  unprompted: 'unprompted',
  unpromptedHint: 'the frozen network with the greedy label mapping alone',
  atEpoch: (epoch: number) => `after ${format.count(epoch)}`,
  seeds: 'One run each, N = 1: a point or two may be chance.',
  differenceHint:
    'what B reaches more than A, in percentage points; one run each, so a point or two may be chance',
  otherSeed: 'other seed: not paired',
  none: '–',
  empty: 'Accuracies appear after the first epoch.',
};
