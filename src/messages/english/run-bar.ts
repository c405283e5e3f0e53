import { format, plural } from './format';

export const runBar = {
  play: 'Play',
  resume: 'Resume',
  pause: 'Pause',
  pausing: 'Pausing',
  step: 'One batch',
  stop: 'Stop',
  reset: 'Start over, same initial weights',
  reseed: 'Start over with another seed',
  save: 'Save this run as a file',
  progress: 'Progress of the run',
  keys: { play: 'Space', step: '.' },

  idle: 'Press Play to train your own',
  changed: 'Play trains anew with these settings',
  loading: {
    backend: 'starting the engine',
    backbone: 'loading the network',
    data: 'loading the pictures',
    'self-test': 'checking the engine’s gradients',
  },
  loaded: (what: string, done: number, total: number) =>
    total > 1000 ? `${what}, ${format.megabytes(done)} of ${format.megabytes(total)} MB` : what,
  /** programs that are compiled for it; at 1280 px the line has room for little more */
  prepared: (done: number, total: number) =>
    `preparing the GPU, ${format.count(done)} of ${format.count(total)}`,
  starting: 'starting the run',
  phases: {
    unprompted: 'testing without a prompt',
    mapping: 'mapping the classes',
    evaluation: 'testing',
  },
  epoch: (epoch: number, epochs: number) => `epoch ${format.count(epoch)} of ${format.count(epochs)}`,
  /** @param share 0..1 */
  part: (share: number) => `${format.count(Math.round(share * 100))} %`,
  left: (seconds: number) => `${format.duration(seconds)} left`,
  paused: (step: number) =>
    `paused after ${format.count(step)} ${plural(step, { one: 'step', other: 'steps' })}`,
  stopped: (step: number) =>
    `stopped after ${format.count(step)} ${plural(step, { one: 'step', other: 'steps' })}`,
  done: (epochs: number) =>
    `finished, ${format.count(epochs)} ${plural(epochs, { one: 'epoch', other: 'epochs' })}`,
  failed: 'the engine stopped',

  /** for the ear: said at most every few seconds */
  announce: {
    started: (label: string) => `Training ${label} has begun.`,
    compiling: 'Preparing the GPU.',
    epoch: (epoch: number, epochs: number, accuracy: number) =>
      `Epoch ${epoch} of ${epochs}: ${format.percent(accuracy)} percent of the test pictures right.`,
    paused: 'Paused.',
    done: (accuracy: number) => `Finished: ${format.percent(accuracy)} percent of the test pictures right.`,
    stopped: 'Stopped.',
  },
};
