import { format } from './format';

/** What opens parts of the page whose own texts are loaded with them. */
export const openers = {
  loading: 'Opening …',
  stages: {
    resized: 'Open r(x): how the image is resized',
    mask: 'Open m(x): the mask network, block by block',
    upsampling: 'Open the upsampling: from patches to pixels',
    pattern: 'Open δ: the values of the pattern',
    prompted: 'Open x̃: the sum as layers',
    network: 'Open the frozen network: what its answer hangs on',
    mapping: 'Open the label mapping: how classes came to stand for labels',
  },
  short: {
    resized: 'resize',
    mask: 'network',
    upsampling: 'U',
    pattern: 'values',
    prompted: 'layers',
    network: 'attention',
    mapping: 'mapping',
  },
  slowly: 'one step, slowly',
  slowlyHint: 'Take one training step apart, on a copy of this run',
  all: (count: number | null) =>
    count === null ? 'All test pictures' : `All ${format.count(count)} test pictures`,
  openingAll: 'Opening what the prompt does to all test pictures …',
  back: 'Back to the bench',
  addToDeck: 'Add to deck',
  addToDeckHint: 'What is on screen becomes a slide',
};
