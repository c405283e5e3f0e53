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
