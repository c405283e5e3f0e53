import { format, plural } from './format';

export const queue = {
  title: 'Runs to train',
  about:
    'Each starts from the same initial weights and sees the same batches as the reference of its seed. Up to six train side by side.',
  reference: 'Reference',
  referenceOf: (label: string) => `${label}, as the switches stand`,
  chosen: (count: number) => (count === 0 ? '' : format.count(count)),
  seeds: 'Seeds',
  seedsHint: (first: number, count: number) =>
    count === 1 ? `seed ${first}` : `seeds ${first} to ${first + count - 1}`,
  add: (count: number) =>
    count === 0
      ? 'Choose variants'
      : `Train ${format.count(count)} ${plural(count, { one: 'run', other: 'runs' })}`,
  known: (count: number) =>
    `${format.count(count)} of these ${plural(count, { one: 'is', other: 'are' })} trained or queued already.`,
  refusedOne: 'not now',
  list: 'Queue',
  empty: 'Nothing waits.',
  seed: (seed: number) => `seed ${seed}`,
  states: {
    waiting: 'waits',
    running: 'trains',
    paused: 'paused',
    done: 'done',
    failed: 'failed',
    cancelled: 'cancelled',
  },
  left: (seconds: number) => `${format.duration(seconds)} left`,
  total: (runs: number, seconds: number, unknown: number) =>
    `${format.count(runs)} ${plural(runs, { one: 'run', other: 'runs' })} to go, ${
      unknown === runs
        ? 'time not known yet'
        : `about ${format.duration(seconds)}${unknown > 0 ? `, and ${format.count(unknown)} not timed yet` : ''}`
    }`,
  earlier: (label: string) => `${label}: earlier`,
  later: (label: string) => `${label}: later`,
  cancel: (label: string) => `${label}: take out of the queue`,
  pause: 'Pause',
  resume: 'Go on',
  clear: 'Clear what has ended',
  held: (count: number) =>
    count === 1
      ? 'One run waits from an earlier visit.'
      : `${format.count(count)} runs wait from an earlier visit.`,
  trainHeld: (count: number): string => (count === 1 ? 'Train it' : 'Train them'),
  blocked:
    'The run in the bar above goes first. The queue goes on when it is done, stopped, or paused on the same pictures.',
  elsewhere: 'Another tab of this browser trains this run. Go on with it there, or close that tab first.',
  noCheckpoint: 'What this run was to go on from is no longer kept. Train it again from the start.',
  unfinished: 'Not finished',
  goOn: (step: number) => `Go on from step ${format.count(step)}`,
};
