import { helpOpeners } from './help-openers';

export const help = {
  ...helpOpeners,
  title: 'Help',
  what: [
    'A network that was trained on photographs stays frozen. To use it for something else, a pattern δ is added to every picture. SMM lets a small second network draw a mask for each picture, one value per patch and colour, that says where and how strongly δ is added: x̃ = r(x) + δ ⊙ m(x).',
    'Press Play and it is trained here, in this browser, on real pictures. Masks, pattern and curves are the run’s own values; nothing is staged and nothing leaves this page.',
  ],
  steps: [
    'Choose a picture, or add your own with +.',
    'Read left to right: picture, pattern, mask, prompted picture, what the network says.',
    'Point at a pixel: the equation below shows its numbers.',
    'Drag the step slider back and forth to see the mask form.',
    'Change a switch and press Play to compare.',
  ],
  keysTitle: 'Keys',
  /** between two keys that do the same */
  or: 'or',
  /** by the table of ui/keys.ts: where a key works, and what it does there */
  keys: {
    everywhere: {
      title: 'Everywhere',
      undo: 'undo the last change',
      redo: 'redo it',
      close: 'close what is open, put back what is switched off, take B away',
      help: 'this sheet',
    },
    run: { title: 'Training', play: 'play or pause', step: 'train one batch' },
    pictures: {
      title: 'In Explore',
      pin: 'keep the picture as B beside the next one; again: take B away',
    },
    strip: {
      title: 'On the strip of pictures',
      move: 'the picture before or after',
      ends: 'the first or the last picture',
    },
    picture: {
      title: 'On a picture',
      move: 'move the probe',
      far: 'move it by a patch',
      save: 'save it as a file; with a mouse, the right button',
    },
    slow: { title: 'In slow motion', move: 'the part of the step before or after' },
    variant: { title: 'On a picture of a variant', beside: 'put it beside the reference' },
    divider: {
      title: 'On the divider between A and B',
      move: 'move it',
      far: 'move it by a tenth',
      ends: 'all of B, all of A',
    },
    chart: {
      title: 'On a chart or the step slider',
      move: 'move the time marker',
      far: 'move it further',
      ends: 'the first or the last step',
    },
    stage: {
      title: 'While a deck is presented',
      forward: 'show the answer, then the next slide',
      back: 'the slide before',
      ends: 'the first or the last slide',
      jump: 'after a number: to that slide',
      blank: 'make the screen dark; any key: back',
      pointer: 'a pointer that all can see',
      fullscreen: 'the whole screen',
      leave: 'leave the deck',
    },
  },
  paperTitle: 'The paper',
  paper:
    'Chengyi Cai, Zesheng Ye, Lei Feng, Jianzhong Qi, Feng Liu: Sample-specific Masks for Visual Reprogramming-based Prompting. ICML 2024.',
  paperLink: 'arXiv 2406.03150',
};
