import { format, plural } from './format';

interface SuggestedWords {
  readonly source: string;
  readonly side: number;
  readonly patch: number;
  /** of the pattern and of the masks */
  readonly rates: readonly [number, number];
  /** that of the masks stays as it is */
  readonly never: boolean;
}

/** Networks that people bring along. */
export const networks = {
  title: 'Networks of your own',
  intro:
    'Train prompts for a network that you bring: ResNet-18 to -152, ViT-B/32 and its kin, EfficientNet-Lite0 or MobileNetV2, as torchvision or timm save them. A file stays in this browser; nothing is sent anywhere.',
  choose: 'Choose a .safetensors file …',
  drop: 'or drop one here',
  file: 'File of a network',
  hub: 'From the model hub',
  address: 'Address',
  addressHint: 'owner/name, as in timm/resnet18.tv_in1k; @ and a version behind it for an older one',
  ask: 'Look it up',
  hubNote:
    'Nothing is asked before you press this. huggingface.co then learns your address on the internet and which network you want, and nothing else; its weights are fetched only when you keep it.',
  looking: (name: string) => `Looking into ${name} …`,
  foundTitle: (title: string) => `This is a ${title}`,
  facts: {
    file: 'File',
    classes: 'Classes',
    sides: 'Input sides',
    normalisation: 'Input unit',
    memory: 'Memory',
    fitting: 'Suggested',
    licence: 'Licence',
    origin: 'From',
    hash: 'SHA-256',
    suggested: 'Settings',
  },
  ownLicence: 'your own, or whatever came with the file: what it permits is for you to know',
  classes: (count: number) => `${format.count(count)} ${plural(count, { one: 'class', other: 'classes' })}`,
  fewerThan: (labels: number) =>
    `fewer than the ${format.count(labels)} labels of the data that is chosen: take other data for it`,
  names: {
    imageNet: 'called as in ImageNet',
    read: 'called as its config.json says',
    numbers: 'called class 0, class 1, …',
    given: 'called as you say',
  },
  sides: (min: number, max: number, native: number) => `${min} to ${max} pixels; trained at ${native}`,
  memory: (bytes: number, side: number, batch: number) =>
    `about ${format.bytes(bytes)} with a side of ${side} and a batch of ${batch}`,
  noMemory: (side: number) => `the side of ${side} that is set is none for it`,
  fitting: (side: number, batch: number, bytes: number) =>
    `side ${side}, batch ${batch}: about ${format.bytes(bytes)}`,
  tooLarge: 'even the smallest run may need more than a browser gives a page',
  suggested: ({ source, side, patch, rates, never }: SuggestedWords) =>
    `${source}: side ${side}, patches of ${patch}, six-layer generator, α₁ ${rates[0]}, α₂ ${rates[1]}${never ? ', which never decays' : ''}`,
  namesLabel: 'Class names',
  chooseNames: 'Choose a list of class names …',
  namesHint: 'A text file with one name a line, or a JSON array, in the order of the network’s answers.',
  unit: 'Normalisation of the input',
  unitNote:
    'What the network was trained on, for a white of 1: (x − mean) / deviation. Change it only if yours was trained on another; the network then counts as another one.',
  usual: 'As this architecture has it',
  own: 'My own',
  mean: (channel: string) => `Mean, ${channel}`,
  deviation: (channel: string) => `Deviation, ${channel}`,
  channels: ['red', 'green', 'blue'] as readonly string[],
  outsideMean: 'A number from −10 to 10.',
  outsideDeviation: 'A number from 0.001 to 10.',
  unitRead: 'As its config.json says',
  keep: (bytes: number) => `Keep it here (${format.bytes(bytes)})`,
  fetchIt: (bytes: number) => `Fetch and keep it (${format.bytes(bytes)})`,
  keepAndUse: (side: number, batch: number) => `Keep it and train with side ${side}, batch ${batch}`,
  fetchAndUse: (side: number, batch: number) => `Fetch it and train with side ${side}, batch ${batch}`,
  dismiss: 'Not this one',
  arriving: {
    asking: (name: string) => `Asking the model hub for ${name} …`,
    reading: (name: string) => `Reading ${name}`,
    fetching: (name: string) => `Fetching ${name}`,
    keeping: (name: string) => `Keeping ${name}`,
  },
  arrived: (done: number, total: number) => `${format.bytes(done)} of ${format.bytes(total)}`,
  cancel: 'Cancel',
  cancelled: (name: string) => `${name} was cancelled; nothing of it is kept.`,
  ok: 'OK',
  kept: 'Kept here',
  none: 'None yet.',
  unavailable:
    'This browser keeps nothing for this page (a private window, perhaps), so networks of your own cannot be used here.',
  inUse: 'in use',
  use: (name: string) => `Use ${name}`,
  useShort: 'Use it',
  takeSuggested: (side: number, batch: number) => `Take side ${side}, batch ${batch}`,
  useSuggested: (side: number, batch: number) => `Use it with side ${side}, batch ${batch}`,
  away: 'weights not here',
  awayFile: (name: string, hash: string) =>
    `To use it again, or go on with runs that were trained with it, drop the file ${name} above; its SHA-256 begins with ${hash}.`,
  awayHub: (repository: string, revision: string) =>
    `To use it again, or go on with runs that were trained with it, fetch ${repository} once more in the same version (${revision.slice(0, 12)}).`,
  awaySaid: 'Choose the same normalisation as below, or it counts as another network.',
  fetchAgain: (bytes: number) => `Fetch it again (${format.bytes(bytes)})`,
  forget: 'Forget it',
  forgetName: (name: string) => `Forget ${name}`,
  unuse: 'Use the page’s own again',
  remove: 'Delete its weights',
  removeName: (name: string) => `Delete the weights of ${name}`,
  fromFile: 'a file',
  fromHub: (repository: string, revision: string) => `${repository}, version ${revision.slice(0, 12)}`,
  total: (count: number, bytes: number) =>
    `${format.count(count)} ${plural(count, { one: 'network', other: 'networks' })}, ${format.bytes(bytes)}`,
};
