import { format } from './format';
import { openers } from './openers';

interface Step {
  /** all as they are shown */
  readonly side: number;
  readonly batch: string;
  readonly cells: number | null;
  readonly before: string;
  readonly after: string;
}

/** One training step, taken apart. */
export const slow = {
  open: openers.slowly,
  openHint: openers.slowlyHint,
  title: 'One training step, slowly',
  close: 'Back to the run (Esc)',
  steps: 'Parts of the step',
  names: {
    resize: 'resize',
    generate: 'generate',
    upsample: 'upsample',
    multiply: 'multiply',
    add: 'add',
    classify: 'classify',
    map: 'map',
    loss: 'loss',
    'gradient-pattern': 'gradient to δ',
    'gradient-mask': 'gradient to φ',
    adam: 'Adam',
  },
  sentences: {
    resize: ({ batch, side }: Step) =>
      `Each of the ${batch} images of the batch is resized to ${side} × ${side} and normalised. Nothing is trained here.`,
    generate: ({ cells }: Step) =>
      cells === null
        ? 'This method makes no mask of its own.'
        : `The mask network φ looks at each r(x) and makes ${cells} × ${cells} × 3 mask values for it, normalised over this batch.`,
    upsample: () => 'Each mask value is copied over its patch: one value per pixel and channel.',
    multiply: () => 'The one shared pattern δ is multiplied by each image’s own mask.',
    add: () => 'The product is added to the image: x̃ = r(x) + δ ⊙ m(x). Nothing is clipped.',
    classify: () => 'The frozen network looks at each x̃ and gives a logit for every class it knows.',
    map: () => 'π picks one of these logits for each label; the softmax runs over the picked ones alone.',
    loss: ({ batch, before }: Step) =>
      `Cross-entropy with the true labels, mean of ${batch} images: ${before} nats. This is what the step is to make smaller.`,
    'gradient-pattern': () =>
      'The loss goes back through the frozen network to x̃; times each image’s mask and summed over the batch it says how δ should move.',
    'gradient-mask': () =>
      'Times δ and summed over each patch, the same gradient says how each mask should move, and through the mask network how φ should.',
    adam: ({ before, after }: Step) =>
      `Adam moves δ and φ against their gradients. The same batch again: loss ${before} → ${after} nats.`,
  },
  ofSample: (label: string, before: string, after: string) =>
    `This image, “${label}”: ${before} % → ${after} %.`,
  unlabelled: 'This image has no known label.',
  facts: {
    loss: 'loss of the batch',
    accuracy: 'right in the batch',
    rate: 'learning rate',
    gradient: '‖gradient‖',
    change: '‖change‖',
    value: '‖value‖',
    pattern: 'δ',
    mask: 'φ',
    still: 'held still',
    probability: 'probability of the label',
  },
  pictures: {
    gradient: 'gradient of the loss by δ',
    change: 'change of δ',
    maskChange: 'change of the mask',
    range: (limit: string) => `full colour at ±${limit}, grey at 0`,
    changeRange: (channel: string, limit: string) => `${channel}, ±${limit}`,
  },
  product: 'δ ⊙ m(x)',
  probabilities: 'probability of each label, %',
  beforeAfter: 'grey: before the step; lit: after it, the same network',
  back: 'Part before (Page Up)',
  forward: 'Next part (Page Down)',
  play: 'Play the parts',
  pause: 'Pause',
  at: (at: number, count: number) => `${at} of ${count}`,
  only: 'This step moves',
  onlyOptions: { both: 'δ and φ', pattern: 'δ only', mask: 'φ only' },
  again: 'another step',
  restart: 'from the run again',
  taken: (steps: number) =>
    steps === 0
      ? 'On a copy: the run itself stays as it is.'
      : `The copy has taken ${format.count(steps)} ${steps === 1 ? 'step' : 'steps'} before this one. Pictures of the way forward are the run’s, all numbers the copy’s.`,
  most: (steps: number) => `A copy takes at most ${steps} steps.`,
  noMoments:
    'The stored run has no Adam moments: they begin at zero here, so that the first steps are larger.',
};
