import { format } from './format';

export const samples = {
  title: 'Pictures in view',
  own: 'own picture',
  test: (index: number, count: number | null) =>
    count === null
      ? `test picture ${format.count(index + 1)}`
      : `test picture ${format.count(index + 1)} of ${format.count(count)}`,
  label: (name: string) => `true label ${name}`,
  predicted: (name: string) => `read as ${name}`,
  right: 'right',
  wrong: 'wrong',
  turned: {
    label: 'Pictures of the two runs',
    options: {
      all: (count: number) => `all ${format.count(count)}`,
      first: () => 'flips first',
      'a-right': (count: number) => `A ✓ B ✗ ${format.count(count)}`,
      'b-right': (count: number) => `A ✗ B ✓ ${format.count(count)}`,
    },
    hints: {
      all: 'All pictures, in their order',
      first: 'Pictures that only one of the two reads rightly come first',
      'a-right': 'Only pictures that A reads rightly and B does not',
      'b-right': 'Only pictures that B reads rightly and A does not',
    },
    sum: (right: number, wrong: number) =>
      `both right: ${format.count(right)}, both wrong: ${format.count(wrong)}`,
  },
  side: (sign: string, verdict: string) => `${sign} ${verdict}`,
  pin: (name: string) => `Put ${name} beside what is shown (B)`,
  unpin: (name: string) => `Take ${name} away again (B)`,
  pinned: 'B: stands beside',
  unknown: 'label unknown',
  reading: (name: string) => `Reading ${name} …`,
  waiting: (name: string) => `${name} is read; its mask comes with the next snapshot of a live run.`,
  remove: (name: string) => `Remove ${name}`,
  dismiss: 'Dismiss',
  add: 'Add your own pictures',
  yours: 'yours',
  addHint: 'Choose files, drop them anywhere on the page, or paste',
  drop: 'Drop pictures to see their masks',
  empty: 'Pictures appear here as soon as a run has loaded.',
};
