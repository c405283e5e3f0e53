import { format, plural } from './format';

export const door = {
  title: 'One frozen network, one pattern, a mask for every picture',
  what: 'A small network draws three masks for each picture. They say where, how strongly and with which sign one shared pattern is added, until a network that knows photographs can tell garments apart. Its own weights never change.',
  explore: 'Watch it train',
  compare: 'Compare the variants',
  living: {
    region: 'Masks of test pictures while they are trained',
    sample: (label: string, answer: string, right: boolean) =>
      `${label}: answered ${answer}, ${right ? 'right' : 'wrong'}`,
    /** under the pictures */
    caption: ({
      data,
      side,
      seed,
      accuracy,
      tests,
    }: {
      data: string;
      side: number;
      seed: number;
      accuracy: string;
      tests: number;
    }) =>
      `Recorded: ${data}, ${format.count(side)} px, seed ${seed}. Masks of red, green and blue, one colour range for all. At its end ${accuracy} % of ${format.count(tests)} test pictures are right.`,
    step: (step: number, total: number) => `step ${format.count(step)} of ${format.count(total)}`,
    play: 'Play again',
    stop: 'Stop',
    right: 'right',
    wrong: 'wrong',
    unknown: 'no answer yet',
  },
  questionsTitle: 'Guess first, then see what was recorded',
  answered: (count: number) =>
    `${format.count(count)} ${plural(count, { one: 'guess', other: 'guesses' })} kept`,
  gain: (gain: number) => `δ × ${format.count(gain)}`,
  own: {
    title: 'Try your own photo',
    hint: 'Drop it here, paste it or choose a file. It never leaves this machine.',
    choose: 'Choose a photo',
  },
  all: 'All questions',
  next: 'Next question',
  see: 'See it',
  anchors: 'To guess from, as recorded:',
  anchor: { smm: 'SMM', unprompted: 'no prompt' },
  lectures: 'To teach with',
  places: 'To work with',
  entries: {
    tenMinutes: {
      title: 'SMM in ten minutes',
      hint: 'A lecture: the method from the question to its limits.',
    },
    fiveAblations: { title: 'Five ablations', hint: 'A lecture: every part predicted, revealed, discussed.' },
    explore: { title: 'Explore', hint: 'One run, every stage of every picture at its true value.' },
    compare: { title: 'Compare', hint: '69 recorded runs: table, curves, and the same pictures under each.' },
    lecture: { title: 'Lecture', hint: 'Make a deck of states of this page, and present it.' },
    data: { title: 'Data & models', hint: 'What is loaded, from where, and under which licence.' },
  },
  questions: {
    masks: {
      title: 'Does every image need its own mask?',
      setup:
        'In SMM a small network looks at each picture and draws its masks. Here one mask of three channels is learned instead, and all pictures share it. All else stays: the same pictures, batches and steps.',
      ask: 'With one shared mask, how does test accuracy change?',
      options: [] as readonly string[],
      explanation:
        'Three seeds cannot tell the two apart, so these runs alone do not show that every picture needs its own mask. A shared mask times a free δ can make exactly the prompts that δ alone can make, which is why the paper compares with **Full**: one pattern, no mask.\n\nA control hints more clearly that it is the sample that helps: SMM’s own generator, fed the *mean picture*, has as many parameters and draws one mask for all. It lies well below SMM, at its single seed (N = 1; in Compare).',
      see: 'See both masks on the same pictures',
    },
    channels: {
      title: 'Does colour need three masks?',
      setup:
        'SMM draws one signed mask for each of red, green and blue. The paper’s ablation keeps a single one for all colours, a mean that is never negative. A harder cut: a single one that only switches patches on or off.',
      ask: 'Which masks give the highest test accuracy?',
      options: ['Three, signed (SMM)', 'One, never negative', 'One, on or off'] as readonly string[],
      explanation:
        'Three masks lead. But a control with **one signed** channel stays close to SMM at its single seed (N = 1): what the published variant gives up seems to be the *sign* more than the colours. Garments are grey here, so that three channels have little to say.\n\nThe interval of the paired difference leaves zero out for the never-negative channel; for on-or-off it does not, since its seeds are farther apart.',
      see: 'See the four kinds of mask side by side',
    },
    generator: {
      title: 'What should draw the mask?',
      setup:
        'SMM’s masks come from a ConvNet of five layers. Here an MLP with as many parameters draws them. A dense layer for whole pictures would be far larger, so at this size the MLP sees a thumbnail.',
      ask: 'Against the ConvNet, the MLP’s test accuracy is …',
      options: ['higher', 'lower', 'no different, as far as three seeds can show'] as readonly string[],
      explanation:
        'Lower, and its interval just leaves zero out: the only one of this block that does. The larger and the smaller ConvNet cannot be told apart from SMM here; in the paper they are as close on EuroSAT (published, table 11).\n\nThe fair sentence is “at equal size an MLP sees a thumbnail”, not “MLPs are worse”.',
      see: 'See what each generator draws',
    },
    interpolation: {
      title: 'How to enlarge it?',
      setup:
        'The generator’s mask is coarse: 8 × 8 values for 64 × 64 pixels. SMM copies each value over its patch. Here neighbours are blended instead, bilinearly.',
      ask: 'With bilinear masks, test accuracy is …',
      options: ['higher', 'lower', 'no different, as far as three seeds can show'] as readonly string[],
      explanation:
        'No difference could be seen. That is an answer too: the paper prints no accuracies for this block, only times, and copying is the cheapest (published, table 5).\n\nNearest neighbour, the third way, was not even trained: where the patch divides the side it *is* copying, value for value.',
      see: 'See the same pictures with edges and without',
    },
    pattern: {
      title: 'Who shares the pattern?',
      setup:
        'In SMM all pictures share one pattern δ, with a value of its own for every pixel. Here the generator draws a pattern for each picture, as coarse as the masks, and no shared δ is left.',
      ask: 'A pattern of its own for every picture: which test accuracy results?',
      options: [] as readonly string[],
      explanation:
        'It collapses, below the network without any prompt. A generated pattern has one value for each patch; it is the *pixels* of δ that carry the prompt.\n\nThe paper’s nearest variant, the mask alone as the pattern, also falls behind SMM (published, table 3).',
      see: 'See both prompts on the same pictures',
    },
  },
};
