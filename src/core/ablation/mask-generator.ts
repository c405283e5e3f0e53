import type { MethodConfig } from '../method-config';
import { channelsPart, type ChannelsPart } from './channels';
import { generatorPart, type GeneratorPart } from './generator';
import type { LayerSpec } from './layer-spec';
import { mlpSize, patchMlpHidden } from './mlp-budget';
import { patternPart } from './pattern';

/**
 * The mask generator g_φ as data (paper.md A.6, C.2, C.3): a trunk, and a head for masks beside which there may be
 * one for patterns. Parameters, their count and the forward pass all follow from it.
 */
export interface GeneratorSpec {
  /** side of the thumbnail that it looks at; null = r(x) as it is */
  readonly thumbnail: number | null;
  readonly trunk: readonly LayerSpec[];
  /** from the trunk to coarse masks [B, h, w, 3] */
  readonly maskHead: readonly LayerSpec[];
  /** from the trunk to coarse patterns [B, h, w, 3]; null where patterns are not generated */
  readonly patternHead: readonly LayerSpec[] | null;
}

export function generatorSpec(
  config: Pick<MethodConfig, 'generator' | 'channels' | 'pattern' | 'side' | 'patch'>,
): GeneratorSpec {
  const body = bodyOf(generatorPart(config), config);
  const { thumbnail, trunk, lastLayer } = body;
  // starts at zero, so that the first prompt is none, as with δ = 0
  const patternHead = [lastLayer({ name: 'mask_generator.pattern_head', outputs: 3, start: 'zero' })];
  return {
    thumbnail,
    trunk,
    maskHead: maskHead(channelsPart(config), body),
    patternHead: patternPart(config).from === 'generator' ? patternHead : null,
  };
}

/** All layers, in the order in which a state lists their parameters. */
export function layersOf({ trunk, maskHead, patternHead }: GeneratorSpec): readonly LayerSpec[] {
  return [...trunk, ...maskHead, ...(patternHead ?? [])];
}

/** A generator up to its heads, and the last layer that each of them is. */
interface Body extends Pick<GeneratorSpec, 'thumbnail' | 'trunk'> {
  /** channels that the trunk ends with */
  readonly channels: number;
  readonly headName: string;
  lastLayer(options: {
    readonly name: string;
    readonly outputs: number;
    readonly start: 'random' | 'zero';
  }): LayerSpec;
}

function bodyOf(part: GeneratorPart, { side, patch }: Pick<MethodConfig, 'side' | 'patch'>): Body {
  switch (part.kind) {
    case 'convnet':
      return convnet({ ...part, pools: Math.log2(patch) });
    case 'mlp': {
      const { thumbnail, hidden } = mlpSize({ side, patch });
      return { thumbnail, ...mlp({ window: thumbnail, hidden, grid: Math.floor(side / patch) }) };
    }
    case 'patch-mlp':
      return { thumbnail: null, ...mlp({ window: patch, hidden: patchMlpHidden(patch), grid: 1 }) };
    default:
      return part satisfies never;
  }
}

/** Blocks of convolution, BatchNorm, ReLU, each twice as wide as the one before, the first `pools` with a pool. */
export function convnet({
  firstWidth,
  layers,
  pools,
}: {
  readonly firstWidth: number;
  readonly layers: number;
  readonly pools: number;
}): Body {
  const width = (block: number): number => (block < 0 ? 3 : firstWidth * 2 ** block);
  const trunk = Array.from({ length: layers - 1 }, (_, block): LayerSpec[] => {
    const name = `mask_generator.blocks.${block}`;
    const [inputs, outputs] = [width(block - 1), width(block)];
    return [
      { kind: 'convolution', name: `${name}.conv`, inputs, outputs, cancelledBias: true, start: 'random' },
      { kind: 'batch-norm-relu', name: `${name}.bn`, channels: outputs },
      ...(block < pools ? [{ kind: 'max-pool' } as const] : []),
    ];
  });
  const inputs = width(layers - 2);
  return {
    thumbnail: null,
    trunk: trunk.flat(),
    channels: inputs,
    headName: 'mask_generator.head',
    lastLayer: (options) => ({ kind: 'convolution', inputs, cancelledBias: false, ...options }),
  };
}

/** One hidden layer: every window becomes `hidden` values, and these a grid of masks. */
function mlp({
  window,
  hidden,
  grid,
}: {
  readonly window: number;
  readonly hidden: number;
  readonly grid: number;
}): Omit<Body, 'thumbnail'> {
  const layer = {
    name: 'mask_generator.hidden.linear',
    inputs: 3,
    outputs: hidden,
    start: 'random',
  } as const;
  return {
    trunk: [
      { kind: 'dense', ...layer, window, grid: 1, cancelledBias: true },
      { kind: 'batch-norm-relu', name: 'mask_generator.hidden.bn', channels: hidden },
    ],
    channels: hidden,
    headName: 'mask_generator.output',
    lastLayer: (options) => ({
      kind: 'dense',
      inputs: hidden,
      window: 1,
      grid,
      cancelledBias: false,
      ...options,
    }),
  };
}

function maskHead(part: ChannelsPart, { channels, headName, lastLayer }: Body): readonly LayerSpec[] {
  switch (part.from) {
    case 'last-block':
      return [{ kind: 'channel-mean', channels }];
    case 'last-layer': {
      const { outputs, binary } = part;
      return [
        lastLayer({ name: headName, outputs, start: 'random' }),
        ...(binary ? [{ kind: 'threshold' } as const] : []),
        ...(outputs === 1 ? [{ kind: 'channel-mean', channels: 1 } as const] : []),
      ];
    }
    default:
      return part satisfies never;
  }
}
