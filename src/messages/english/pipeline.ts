import { format, plural } from './format';

interface Shown {
  readonly label: string;
  readonly data: string;
  readonly sampleId: string;
  readonly step: number;
}

/** Values come in as they are shown: signed numbers already written, fractions 0..1. */
export const pipeline = {
  title: 'The way of one picture through the prompt',
  empty: {
    resized: 'the picture',
    mask: 'a mask for this image alone',
    loading: 'Loading the recorded runs …',
    starting: 'The first masks come with the first batch.',
    none: 'Press Play to train it in this browser. Each picture gets a mask of its own; you see it from the first batch on.',
  },
  hint: 'Point at any picture. A click keeps the pixel, arrow keys move it.',
  channels: ['red', 'green', 'blue'],
  channelSigns: ['R', 'G', 'B'],
  chooseChannel: 'Channel',
  channelOptions: { all: 'all', r: 'R', g: 'G', b: 'B' },
  chooseGrid: 'Mask resolution',
  grids: { coarse: 'patches', full: 'pixels' },
  gridHints: {
    coarse: 'The values that the mask network made, one per patch',
    full: 'The mask after patch-wise interpolation, one value per pixel, as it is multiplied',
  },
  chooseRange: 'Colours span',
  ranges: { unit: '±1', sample: 'picture', run: 'run', locked: 'locked' },
  rangeHints: {
    unit: 'From −1 to +1, whatever the values',
    sample: 'This picture’s masks at this step',
    run: '99 % of the values of all pictures, at every stored step of this run',
    locked: 'The range of this moment, kept for every picture, step and run',
  },
  legend: (limit: string) => `Colours of the masks: from −${limit} over 0 in the middle to +${limit}`,
  beyond: (fraction: number) => `colour range, ${format.percent(fraction)} % beyond`,
  within: 'colour range, all within',

  image: {
    size: (width: number, height: number) => `${width} × ${height}`,
    name: 'The image as it came',
  },
  resized: {
    note: (from: string, side: number) => `${from} resized to ${side} × ${side}`,
    bordered: (from: string, side: number) => `${from} in a border, ${side} × ${side}`,
    name: 'Resized image',
  },
  pattern: {
    notes: {
      all: 'one pattern for all images',
      this: 'made for this image alone',
      classes: 'mixed from one for each class',
    },
    bounded: 'one for all, within valid pixels',
    none: 'no pattern',
    zero: 'starts at zero',
    /** recorded runs keep fewer patterns than masks */
    stored: (step: number, gain: number) => ({
      word: `× ${format.count(gain)}, step ${format.count(step)}`,
      why: `The pattern stored last, at step ${format.count(step)}`,
    }),
    name: 'Pattern',
  },
  mask: {
    note: (cells: number, owner: 'this' | 'another' | 'all') =>
      `${cells} × ${cells} × 3, ${{ this: 'made for this image alone', another: 'made for another image', all: 'the same for every image' }[owner]}`,
    frame: 'one frame, the same for every image',
    absent: {
      none: { title: 'No mask', sentence: 'The whole pattern is added to every image alike.' },
      unprompted: {
        title: 'No pattern, no mask',
        sentence: 'Nothing is added to the image; only the labels are mapped.',
      },
      unseen: {
        title: 'No mask stored',
        sentence:
          'This picture came after this step was stored. Its mask comes with the next step of the live run, or stands at a later step.',
      },
    },
    name: (channel: string) => `Mask, ${channel} channel`,
    frameName: 'Frame',
    frameSummary: (fraction: number) =>
      `1, so the pattern counts, in ${format.percent(fraction)} % of the pixels; 0 elsewhere.`,
    composite: 'The three masks as one colour picture, grey = 0',
    compositeSummary: (limit: string) => `Grey is 0, full red, green or blue +${limit}.`,
    mean: (value: string) => `mean ${value}`,
  },
  product: {
    note: 'what is added to this image',
    name: 'Pattern times mask',
  },
  prompted: {
    note: 'what the network sees',
    same: 'the image, unchanged',
    name: 'Prompted image',
  },
  amplified: (gain: number) => `shown × ${format.count(gain)}`,
  fullColour: (limit: string) => `full colour at ±${limit}`,
  clipped: (fraction: number) =>
    fraction < 0.001 ? 'under 0.1 % clipped' : `${format.percent(fraction)} % clipped`,
  clippedWhy: 'Values that no screen can show are cut in the picture. The network gets them whole.',
  summary: (width: number, height: number, min: string, mean: string, max: string) =>
    `${width} × ${height} values from ${min} to ${max}, mean ${mean}.`,
  nativeSummary: (width: number, height: number) => `${width} × ${height} pixels.`,

  equation: {
    title: 'The equation at the probed pixel',
    pixel: (row: number, column: number) => `row ${row}, column ${column}`,
    normalised: (value: string) => `normalised ${value}`,
  },

  save: {
    open: 'save',
    title: 'Save what is shown',
    picture: 'Pictures',
    kinds: {
      equation: 'the equation',
      masks: 'the masks',
      resized: 'r(x)',
      pattern: 'δ',
      product: 'δ ⊙ m(x)',
      prompted: 'x̃',
    },
    heading: ({ label, data, sampleId, step }: Shown) =>
      `${label} · ${data} · ${sampleId.replace('/', ' ')} · ${step === 0 ? 'before training' : `step ${format.count(step)}`}`,
  },
  saveValues: 'Save values',
  saveValuesHint:
    'Every number of this picture, at full precision: one .safetensors file, as PyTorch reads it.',

  answers: {
    source: (name: string) => `${name} says`,
    sourceNote: (classes: number) => `top 5 of ${format.count(classes)} classes, %`,
    target: 'read as',
    targetNote: (shown: number, classes: number) =>
      shown === classes
        ? `all ${format.count(classes)} labels of the task, %`
        : `top ${shown} of ${format.count(classes)} labels, %`,
    notMapped: 'Which class stands for which label is being found out.',
    unmapped: 'stands for no label',
    because: (source: string, target: string) => `${source} stands for ${target}`,
    reasons: (pairs: readonly string[]) => `because ${pairs.join(' · ')}`,
    truth: 'true label',
    right: 'right',
    wrong: 'wrong',
    unnamed: (index: number) => `class ${format.count(index)}`,
  },

  networks: { 'efficientnet-lite0': 'EfficientNet-Lite0' } as Readonly<Record<string, string>>,
  network: 'The network',
  /** one that is not kept here any more, so that it has no name */
  ownNetwork: 'a network of your own',
  steps: (step: number) => `after ${format.count(step)} ${plural(step, { one: 'step', other: 'steps' })}`,
};
