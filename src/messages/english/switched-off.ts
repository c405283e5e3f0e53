import { format, plural } from './format';

/** A part of a run that is switched off now: what stands in its place, and what that costs. */
export const switchedOff = {
  region: 'Switched off now',
  mark: 'Off now, not retrained',
  /** for the ear */
  announce: (part: string, standIn: string) => `${part} off now, not retrained: ${standIn}.`,
  /** what the pictures wait for */
  waits: {
    weights: 'Fetching the weights of this run …',
    engine: 'The engine is loading …',
    pictures: 'Computing the pictures in view …',
  },
  accuracy: 'Held-out accuracy',
  trained: 'as trained',
  now: 'now',
  points: (difference: string) => `${difference} points`,
  of: (count: number, total: number, step: number) =>
    `${count < total ? `first ${format.count(count)} of ${format.count(total)}` : `${format.count(total)}`} pictures, step ${format.count(step)}`,
  counting: 'Testing on held-out pictures …',
  flips: (count: number, of: number) =>
    count === 0
      ? `None of the ${format.count(of)} pictures in view is read differently.`
      : `${format.count(count)} of the ${format.count(of)} pictures in view ${plural(count, { one: 'is', other: 'are' })} read differently.`,
  past: (step: number) =>
    `Step ${format.count(step)} is shown as it was trained. What is switched off is off at the newest step.`,
  newest: 'Show the newest step',
  back: 'Put it back',
  key: 'Esc',
  noWeights:
    'Of this run the page has pictures and numbers, but no weights, so nothing can be switched off in it. A run that trains here, or a recorded one with its weights, can do it.',
  train: 'Train it here',
  recorded: (label: string) => `Show the run ${label}, trained like that`,
};
