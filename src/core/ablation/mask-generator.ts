import type { GeneratorSize, MethodConfig } from '../method-config';
import type { ParameterSpec } from '../method';

/**
 * The mask generator g_φ as data (paper.md A.6): a list of layers, from which its parameters, their count
 * and its forward pass (../run-layers.ts) all follow.
 */
export type LayerSpec =
  /** 3×3, stride 1, zero padding 1, with bias */
  | {
      readonly kind: 'convolution';
      readonly name: string;
      readonly inputs: number;
      readonly outputs: number;
      /** a BatchNorm follows and cancels the bias */
      readonly cancelledBias: boolean;
    }
  | { readonly kind: 'batch-norm-relu'; readonly name: string; readonly channels: number }
  /** 2×2, stride 2, no padding, floor */
  | { readonly kind: 'max-pool' };

/** Width of the first block; every further block doubles it. */
const FIRST_WIDTH = {
  small: 4,
  medium: 8,
  large: 16,
  'x-large': 32,
  'xx-large': 64,
  'xxx-large': 128,
} as const satisfies Record<GeneratorSize, number>;

type GeneratorConfig = Pick<MethodConfig, 'generatorLayers' | 'generatorSize' | 'patch'>;

/**
 * Blocks of convolution, BatchNorm, ReLU, the first log2(patch) of them followed by a pool; then a last
 * convolution to three channels without BatchNorm or activation, so masks are signed and unbounded.
 */
export function maskGenerator({
  generatorLayers,
  generatorSize,
  patch,
}: GeneratorConfig): readonly LayerSpec[] {
  const pools = Math.log2(patch);
  const width = (block: number): number => (block < 0 ? 3 : FIRST_WIDTH[generatorSize] * 2 ** block);
  const blocks = Array.from({ length: generatorLayers - 1 }, (_, block): LayerSpec[] => {
    const name = `mask_generator.blocks.${block}`;
    const channels = width(block);
    return [
      {
        kind: 'convolution',
        name: `${name}.conv`,
        inputs: width(block - 1),
        outputs: channels,
        cancelledBias: true,
      },
      { kind: 'batch-norm-relu', name: `${name}.bn`, channels },
      ...(block < pools ? [{ kind: 'max-pool' } as const] : []),
    ];
  });
  const inputs = width(generatorLayers - 2);
  return [
    ...blocks.flat(),
    { kind: 'convolution', name: 'mask_generator.head', inputs, outputs: 3, cancelledBias: false },
  ];
}

/** Names, shapes and starting values of all the tensors of these layers, PyTorch's defaults (paper.md A.4). */
export function layerParameters(layers: readonly LayerSpec[]): readonly ParameterSpec[] {
  return layers.flatMap((layer): ParameterSpec[] => {
    switch (layer.kind) {
      case 'convolution': {
        const { name, inputs, outputs } = layer;
        const start = { kind: 'uniform', bound: 1 / Math.sqrt(9 * inputs) } as const;
        return [
          { name: `${name}.weight`, shape: [3, 3, inputs, outputs], group: 'mask', start },
          { name: `${name}.bias`, shape: [outputs], group: 'mask', start },
        ];
      }
      case 'batch-norm-relu': {
        const vector = (part: string, group: ParameterSpec['group'], value: number): ParameterSpec => ({
          name: `${layer.name}.${part}`,
          shape: [layer.channels],
          group,
          start: { kind: 'constant', value },
        });
        return [
          vector('weight', 'mask', 1),
          vector('bias', 'mask', 0),
          vector('running_mean', 'statistic', 0),
          vector('running_var', 'statistic', 1),
        ];
      }
      case 'max-pool':
        return [];
    }
  });
}
