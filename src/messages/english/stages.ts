import { format, plural } from './format';
import { openers } from './openers';

type Operation = 'convolution' | 'dense' | 'batch-norm-relu' | 'max-pool' | 'threshold' | 'channel-mean';

const operations: Record<Operation, (inputs: number, outputs: number) => string> = {
  convolution: (inputs, outputs) => `convolution 3 × 3, ${inputs} → ${outputs}`,
  dense: (inputs, outputs) => `linear layer, ${inputs} → ${outputs}`,
  'batch-norm-relu': () => 'normalisation, ReLU',
  'max-pool': () => 'pooling 2 × 2',
  threshold: () => '1 above zero, else 0',
  'channel-mean': (inputs) => `mean of ${inputs} channels`,
};

const pictures = (count: number) =>
  `${format.count(count)} ${plural(count, { one: 'picture', other: 'pictures' })}`;

/** Numbers come in as they are shown. */
export const stages = {
  loading: openers.loading,
  close: 'Close (Esc)',
  asking: 'The run is being asked …',
  ofStep: (step: number) => `Of the run at step ${format.count(step)}.`,
  otherStep: (step: number, shown: number) =>
    `This is of the run at step ${format.count(step)}; the bench shows step ${format.count(shown)}.`,
  switchedOff: (step: number) =>
    `This is of the whole run at step ${format.count(step)}; on the bench a part is switched off.`,
  showStep: (step: number) => `Show step ${format.count(step)}`,
  buttons: openers.stages,
  short: openers.short,
  titles: {
    resized: 'r(x): resized and normalised',
    mask: 'g(r(x)): the network that makes the mask',
    upsampling: 'U: from patches to pixels',
    pattern: 'δ: the pattern',
    prompted: 'x̃: the sum, layer by layer',
    network: 'f: the frozen network looks at the change',
    mapping: 'π: which class stands for which label',
  },
  absent: {
    resized: 'This method puts the image into a border as it is: nothing is resized.',
    mask: 'No network makes this mask: it is trained as it is, or there is none.',
    upsampling: 'This method has no coarse mask that would have to be enlarged.',
    pattern: 'This method has no pattern, or this step does not know it.',
    prompted: 'Nothing is added to this image.',
    network: 'What the network saw of this picture is not stored at this step.',
    mapping: 'There is no mapping yet.',
  },

  resized: {
    sentence: (count: number, shrinks: boolean) =>
      shrinks
        ? `Each value of r(x) is the weighted mean of ${format.count(count)} pixels of the image, in the units that the frozen network was trained with.`
        : `Each value of r(x) is blended from the ${format.count(count)} nearest ${plural(count, { one: 'pixel', other: 'pixels' })} of the image, the nearer the heavier, and put into the units that the frozen network was trained with.`,
    before: 'image x',
    beforeNote: (width: number, height: number, channels: number) =>
      `${width} × ${height} × ${channels}, 0 … 255; outlined: what is read`,
    block: (count: number) => `the ${plural(count, { one: 'pixel', other: 'pixels' })} that are read`,
    blockNote: 'Value of each pixel and its weight: row weight × column weight.',
    row: (index: number) => `row ${index}`,
    column: (index: number) => `col. ${index}`,
    averaged: (width: number, height: number) =>
      `${width} × ${height} pixels, averaged with weights that fall off linearly from the middle, so that fine structure does not flicker.`,
    value: 'v',
    units: 'into the network’s units',
    /** in the order of the channels; one each where all are alike */
    unitsNote: (units: readonly string[], means: readonly string[], deviations: readonly string[]) =>
      `The network was trained on ${units.join('; ')}: mean ${means.join(', ')}, deviation ${deviations.join(', ')} of white. ${
        units.length === 1
          ? 'Grey pictures have the same value in all three channels.'
          : 'Red, green and blue have their own units, so grey pictures have three values.'
      } δ and m(x) are in these units, too.`,
    after: 'r(x)',
    afterNote: (side: number, from: string, to: string) => `${side} × ${side} × 3, ${from} … ${to}`,
  },

  mask: {
    sentence: (blocks: number, parameters: string, sees: number | null) =>
      `${blocks} ${plural(blocks, { one: 'block', other: 'blocks' })} and a head, ${parameters} parameters, look at r(x) and nothing else.${
        sees === null || sees <= 1
          ? ''
          : ` The probed mask cell sees ${sees} × ${sees} pixels: outlined in r(x), and in every block the cells on the way.`
      }`,
    input: 'r(x)',
    thumbnail: 'thumbnail of r(x)',
    block: (index: number) => `block ${index}`,
    head: 'head: mask',
    size: (height: number, width: number, channels: number) => `${height} × ${width} × ${channels}`,
    does: (kinds: readonly Operation[], inputs: number, outputs: number) =>
      kinds.map((kind) => operations[kind](inputs, outputs)).join(', '),
    parameters: (count: string) => `${count} parameters`,
    channelsOf: (name: string) => `All channels of ${name}`,
    summary: (height: number, width: number, channels: number, limit: string) =>
      `${channels} ${plural(channels, { one: 'channel', other: 'channels' })} of ${height} × ${width} cells, full colour at ${limit}.`,
    pointAt: 'Point at a channel to read its value.',
    reading: (channel: number, row: number, column: number, value: string) =>
      `channel ${channel}, cell (${row}, ${column}): ${value}`,
    contributions: (channel: string) => `What the probed mask value is made of, ${channel}`,
    channel: (index: number) => `channel ${index}`,
    bias: 'bias',
    others: (count: number) => `${count} others`,
    total: (value: string) => `Together ${value}`,
    /** why the bench names another value of the probed cell */
    rounded: (bench: string) =>
      `The bench shows ${bench}: a stored step keeps masks to 1/127 of their largest value.`,
  },

  upsampling: {
    sentence: (cells: number, side: number, patch: number) =>
      `The mask network makes ${cells} × ${cells} values; patch by patch each fills ${patch} × ${patch} of the ${side} × ${side} pixels, by copying alone.`,
    uneven: (side: number, patch: number, last: number) =>
      `${patch} does not divide ${side}: the last patch at the right and below is ${last} wide and copies the same value.`,
    coarse: (cells: number) => `g(r(x)), ${cells} × ${cells}`,
    coarseName: (channel: string) => `Coarse mask, ${channel} channel`,
    cell: (row: number, column: number, value: string) => `cell (${row}, ${column}): ${value}`,
    range: (channel: string, limit: string) => `${channel}, ±${limit} as above`,
    profile: 'what this cell counts for in its row',
    profileNote: (column: number) =>
      `Weight of coarse column ${column} at each pixel column; shaded: the probe.`,
    profileName: (weights: readonly string[]) => `Weight at the probe: ${format.list(weights)}.`,
    kernel: (label: string, own: boolean) => (own ? `${label} (this run)` : label),
    taps: (taps: number) =>
      `${taps} coarse ${plural(taps, { one: 'value', other: 'values' })} per pixel; at the probe:`,
  },

  pattern: {
    sentence: (count: string) =>
      `${count} trained values, one per pixel and channel, the same for every image; they start at zero and have no bounds.`,
    bounded: (count: string) =>
      `${count} values in 0 … 1 of white: σ(δ) of the trained δ; only those in the border round the image count.`,
    picture: (step: number) => `δ at step ${format.count(step)}`,
    shown: (gain: number, limit: string) =>
      `shown × ${format.count(gain)}: full colour at ±${limit}, grey at 0`,
    allChannels: 'all channels',
    histogram: (whose: string) => `how often which value occurs, ${whose}`,
    histogramNote: (count: string, limit: string, value: string) =>
      `${count} values over ±${limit}; lit: the probed one, ${value}.`,
    spread: 'spread',
    least: 'least',
    mean: 'mean',
    greatest: 'greatest',
    deviation: 'std',
    growth: 'growth of ‖δ‖',
    growthNote: (count: number) => `${format.count(count)} stored steps, from zero up; dot: the step shown`,
    growthName: (first: number, from: string, last: number, to: string) =>
      `Norm of δ from ${from} at step ${format.count(first)} to ${to} at step ${format.count(last)}.`,
    at: (step: number, value: string) => `step ${format.count(step)}: ${value}`,
  },

  prompted: {
    sentence:
      'Image, δ and δ ⊙ m(x) are added in the network’s units; mask and saliency lie over the sum and change nothing.',
    layers: 'Layers, from the back to the front',
    names: { image: 'r(x)', pattern: 'δ', product: 'δ ⊙ m(x)', mask: 'm(x)', saliency: '∂ logit' },
    legends: {
      image: 'the resized image',
      pattern: 'added whole: the prompt without a mask',
      product: 'added as the mask lets it through',
      mask: '',
      saliency: 'dark where the answer hangs on nothing',
    },
    maskLegend: (channel: string) => `${channel}, over the sum, the stronger the denser, at most 75 %`,
    name: (sum: string) => `Layers: ${sum}`,
    sums: {
      nothing: () => 'No layer of the sum is on.',
      image: () => 'r(x): what the network would see without a prompt.',
      pattern: (gain: number) => `δ alone, × ${format.count(gain)} round grey.`,
      product: (gain: number) => `δ ⊙ m(x) alone, × ${format.count(gain)} round grey.`,
      both: (gain: number) => `δ + δ ⊙ m(x), × ${format.count(gain)} round grey: no stage of the method.`,
      unmasked: () => 'r(x) + δ: the whole pattern, as if the mask were 1 everywhere.',
      prompted: () => 'r(x) + δ ⊙ m(x) = x̃: exactly what the network gets.',
      everything: () => 'r(x) + δ + δ ⊙ m(x): no stage of the method.',
    } as Record<
      'nothing' | 'image' | 'pattern' | 'product' | 'both' | 'unmasked' | 'prompted' | 'everything',
      (gain: number) => string
    >,
    mark: (fraction: number) =>
      `Mark the ${format.percent(fraction)} % of the pixels that no screen can show: they are cut here, not for the network`,
  },

  network: {
    sentence: (network: string, side: number, sources: number, targets: number) =>
      `${network} reads ${side} × ${side} × 3 values and gives ${format.count(sources)} logits, of which π keeps ${format.count(targets)}; its weights never change, only what it looks at.`,
    at: (symbol: string, label: string) => `what “${label}” hangs on at ${symbol}`,
    strengthNote: (limit: string) => `|∂ logit| summed over channels, 0 … ${limit}`,
    sameRange: 'the same logit, the same range',
    account: 'where gradient and prompt meet',
    accountNote: (limit: string) => `∂ logit/∂r(x) ⊙ (δ ⊙ m), ±${limit}: for the label, and against it`,
    change: (label: string) => `what the prompt does to the logit of “${label}”`,
    firstOrder: 'first order, gradient at r(x)',
    bothEnds: 'gradients at both ends, averaged',
    truly: (before: string, after: string) => `truly: ${before} → ${after}`,
    caution:
      'The network is not linear and the prompt is not small: the pixels’ account is a first-order approximation, and its sum may be far from the true change.',
  },

  mapping: {
    sentence:
      'For each training picture the network names a class; whichever class and label meet most often belong together, then the next of those still free.',
    player: 'Assignments, one by one',
    back: 'Assignment before',
    forward: 'Next assignment',
    play: 'Play the assignments',
    pause: 'Pause',
    slider: 'Assignment',
    at: (at: number, count: number) => `${at} of ${count}`,
    picked: (source: string, target: string, count: number) =>
      `The greatest count left is ${format.count(count)}: ${source} stands for ${target}.`,
    nothingLeft: (source: string, target: string) =>
      `No picture of ${target} was taken for a class still free: it gets the first of those, ${source}.`,
    lost: (target: string, source: string, count: number, gets: string | null, got: number) =>
      `${target} wanted ${source} too, ${pictures(count)}, and ${gets === null ? 'gets none' : `gets ${gets} (${format.count(got)})`}.`,
    moreLosers: (count: number) => `${format.count(count)} more wanted it.`,
    matrix: 'Frequency matrix',
    matrixSummary: (sources: number, targets: number) =>
      `How many training pictures of each of ${targets} labels the network takes for each of ${sources} classes.`,
    states: { now: 'assigned now', lost: 'lost it', taken: 'assigned' },
    counted: (total: number, sources: number, unlisted: number) =>
      `${format.count(total)} training pictures without augmentation, at this state of the prompt; ${format.count(sources)} classes listed${unlisted > 0 ? `, ${pictures(unlisted)} fell on others` : ''}.`,
    inUse: 'This is the π in use.',
    notInUse: (differing: number, targets: number) =>
      `The π in use was made at the start of the epoch: it differs in ${differing} of ${targets} labels.`,
  },
};
