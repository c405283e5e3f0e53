import { initialOwnNetworks, type OwnNetworks } from '../../store/own-networks';

type KeptNetwork = OwnNetworks['networks'][number];

const imageNet = { scale: 1, shift: [0.485, 0.456, 0.406], divisor: [0.229, 0.224, 0.225] } as const;
const halves = { scale: 1, shift: 0.5, divisor: 0.5 } as const;
const paper: KeptNetwork['suggested'] = {
  source: 'the paper’s settings for ViT-B/32',
  ...{ side: 384, generator: 'convnet-6-layer', patch: 8 },
  ...{ patternLearningRate: 0.01, patternDecay: 0.1, maskLearningRate: 0.001, maskDecay: 1 },
};

const resnet: KeptNetwork = {
  ...{ id: 'own:00112233445566aa', hash: '00112233445566aa', content: '00112233445566aa' },
  ...{ bytes: 46.8e6, parts: 6, name: 'timm/resnet18.tv_in1k', title: 'ResNet-18' },
  ...{ classes: 1000, classNames: null, normalisation: imageNet, saidNormalisation: false },
  sides: { min: 32, max: 384, native: 224 },
  ...{ step: 1, suggested: null, fitting: { side: 224, batch: 32 } },
  origin: { from: 'hub', repository: 'timm/resnet18.tv_in1k', revision: 'c0ffee'.padEnd(40, '0') },
  ...{ created: 0, updated: 0 },
};

const mushrooms: KeptNetwork = {
  ...resnet,
  ...{ id: 'own:00112233445566bb', hash: '00112233445566bb', content: '00112233445566bb' },
  ...{ parts: 0, name: 'mushrooms.safetensors', title: 'MobileNetV2', classes: 7, bytes: 8.9e6 },
  ...{ normalisation: halves, saidNormalisation: true, origin: { from: 'file' } },
};

const memory = { weights: 7e8, activations: 3e8, batch: 2e8, total: 1.2e9 };

/** One is looked at, one is in use, and of one only what it was is known. */
export const fixtureOwnNetworks: OwnNetworks = {
  ...initialOwnNetworks,
  state: 'ready',
  networks: [resnet, mushrooms],
  incoming: {
    stage: 'found',
    found: {
      ...{ name: 'vit_base_patch32_384.safetensors', title: 'ViT-B/32', bytes: 353e6, classes: 1000 },
      origin: { from: 'file' },
      sides: { min: 32, max: 384, native: 384 },
      ...{ normalisation: halves, suggested: paper, memory: null },
      read: { normalisation: null, classNames: null },
      fitting: { side: 384, batch: 8, memory },
    },
    said: { normalisation: null, classNames: null },
    problem: null,
  },
};
