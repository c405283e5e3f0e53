/** Which figure of the paper stands beside a run: the same data, the same kind of network, the same variant. */
import type { TableBlock } from '../choices';
import type { MeasuredRun } from '../metrics';
import { publishedFor, type PublishedNumber } from '../published';

/** As people and PyTorch name what the paper calls otherwise, by letters and digits alone. */
const aliases: Readonly<Record<string, string>> = {
  flowers: 'flowers102',
  oxfordflowers102: 'flowers102',
  textures: 'dtd',
  pets: 'oxfordpets',
  oxfordiiitpet: 'oxfordpets',
  oxfordiiitpets: 'oxfordpets',
};

/** What the paper did otherwise than a run that its figure stands beside. */
export type Otherwise =
  /** `side`, `patch`: px */
  | { readonly what: 'epochs' | 'side' | 'patch'; readonly here: number; readonly paper: number }
  /** trained on, or tested on, so many pictures only: the paper takes all */
  | { readonly what: 'train-limit' | 'test-limit'; readonly here: number }
  /** the same kind of network, from another training of its own */
  | { readonly what: 'weights' };

export type PublishedBeside = PublishedNumber & { readonly otherwise: readonly Otherwise[] };

interface PaperModel {
  /** of its pictures, px */
  readonly side: number;
  /** its own weights, as their makers name them after the model; a bare name may be anybody's and is let be */
  readonly weights: RegExp;
}

const models: Readonly<Record<string, PaperModel>> = {
  'ResNet-18': { side: 224, weights: /^$|^f37072fd$|^(tv_in1k|imagenet1k_v1)$/ },
  'ResNet-50': { side: 224, weights: /^$|^11ad3fa6$|^(tv2_in1k|imagenet1k_v2)$/ },
  'ViT-B/32': { side: 384, weights: /^$|^augreg_in21k_ft_in1k$/ },
};
const PAPER_PATCH = 8;

/** The paper's accuracy of the run's variant on its data with its network; null where it prints none. */
export function publishedBesideRun(
  run: Pick<MeasuredRun, 'config' | 'fork'>,
  blocks: readonly TableBlock[],
): PublishedBeside | null {
  const { data, backbone, method } = run.config;
  const found = publishedFor(run, blocks).find(
    (number) =>
      number.beside.includes('last-accuracy') &&
      plain(number.data) === (aliases[plain(data)] ?? plain(data)) &&
      weightsOf(backbone, number.model) !== null,
  );
  if (!found) return null;
  const otherwise = otherwiseOf(run, found);
  return { ...found, differs: found.ownAt === method.side ? null : found.differs, otherwise };
}

function otherwiseOf(
  { config: { backbone, method, training } }: Pick<MeasuredRun, 'config'>,
  { model, epochs }: PublishedNumber,
): Otherwise[] {
  const { side, weights } = models[model]!;
  const { trainLimit, testLimit } = training;
  const otherwise: Otherwise[] = [];
  const compare = (what: 'epochs' | 'side' | 'patch', here: number, paper: number) => {
    if (here !== paper) otherwise.push({ what, here, paper });
  };
  if (epochs !== null) compare('epochs', training.epochs, epochs);
  compare('side', method.side, side);
  // without masks there are no patches
  if (method.baseline === 'smm') compare('patch', method.patch, PAPER_PATCH);
  if (trainLimit !== null) otherwise.push({ what: 'train-limit', here: trainLimit });
  if (testLimit !== null) otherwise.push({ what: 'test-limit', here: testLimit });
  if (!weights.test(weightsOf(backbone, model) ?? '')) otherwise.push({ what: 'weights' });
  return otherwise;
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** Weights that were learned on ImageNet-1k alone, or in the end, as torchvision and timm name them. */
const knownWeights =
  /^(|[0-9a-f]{8}|imagenet1k_v\d|((tv|tv2|a1|a1h|a2|a3|b1k|b2k|bt|c1|c2|d|ra|ram|am|gluon)_in1k)|((augreg|orig)_in21k_ft_in1k)|((augreg|sam)_in1k))$/;

/**
 * Which weights of a model a network has, by the name of its file: `f37072fd` of `resnet18-f37072fd`, `a1_in1k` of
 * `resnet18.a1_in1k`, the empty text of `resnet18`. Null where it is another network: `resnet18d`,
 * `resnet50_clip.openai`, `resnet18.fb_swsl_ig1b_ft_in1k`; what is not known to be the model is not taken for it.
 */
function weightsOf(backbone: string, model: string): string | null {
  if (!models[model]) return null;
  const parts = model.toLowerCase().split(/[-/]/);
  const name = backbone.toLowerCase().replace('vit_base_patch', 'vit_b_');
  const side = model.startsWith('ViT') ? '(?:_(?:224|384))?' : '';
  const found = new RegExp(`^${parts.join('[-_/ ]?')}${side}(?:[-_. ](.+))?$`).exec(name);
  if (!found) return null;
  const weights = found[1] ?? '';
  return knownWeights.test(weights) ? weights : null;
}
