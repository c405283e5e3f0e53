import type { ParameterSpec } from '../method';

/** One layer as data, [B, H, W, C] to [B, H′, W′, C′]; ../run-layers.ts runs it. */
export type LayerSpec =
  /** 3×3, stride 1, zero padding 1, with bias */
  | (Weighted & { readonly kind: 'convolution' })
  /**
   * The same affine map for every window: its w × w pixels become g × g pixels, both read row by row, channels
   * innermost. A remainder at the right and below that fills no window is left out.
   */
  | (Weighted & { readonly kind: 'dense'; readonly window: number; readonly grid: number })
  | { readonly kind: 'batch-norm-relu'; readonly name: string; readonly channels: number }
  /** 2×2, stride 2, no padding, floor */
  | { readonly kind: 'max-pool' }
  /** 1 above zero, else 0, with a straight-through gradient */
  | { readonly kind: 'threshold' }
  /** the mean over this many channels, in each of R, G and B; of one channel, a copy */
  | { readonly kind: 'channel-mean'; readonly channels: number };

interface Weighted {
  readonly name: string;
  /** channels before and after */
  readonly inputs: number;
  readonly outputs: number;
  /** a BatchNorm follows and cancels the bias */
  readonly cancelledBias: boolean;
  readonly start: 'random' | 'zero';
}

/** Names, shapes and starting values of all the tensors of these layers, PyTorch's defaults (paper.md A.4). */
export function layerParameters(layers: readonly LayerSpec[]): readonly ParameterSpec[] {
  return layers.flatMap((layer): readonly ParameterSpec[] => {
    switch (layer.kind) {
      case 'convolution': {
        const { inputs, outputs } = layer;
        return weighted(layer, { shape: [3, 3, inputs, outputs], fanIn: 9 * inputs });
      }
      case 'dense': {
        const fanIn = layer.window ** 2 * layer.inputs;
        return weighted(layer, { shape: [fanIn, layer.grid ** 2 * layer.outputs], fanIn });
      }
      case 'batch-norm-relu':
        return batchNorm(layer);
      case 'max-pool':
      case 'threshold':
      case 'channel-mean':
        return [];
      default:
        return layer satisfies never;
    }
  });
}

function weighted(
  { name, start }: Weighted,
  { shape, fanIn }: { readonly shape: readonly number[]; readonly fanIn: number },
): readonly ParameterSpec[] {
  const values: ParameterSpec['start'] =
    start === 'zero' ? { kind: 'constant', value: 0 } : { kind: 'uniform', bound: 1 / Math.sqrt(fanIn) };
  return [
    { name: `${name}.weight`, shape, group: 'mask', start: values },
    { name: `${name}.bias`, shape: shape.slice(-1), group: 'mask', start: values },
  ];
}

function batchNorm({ name, channels }: { name: string; channels: number }): readonly ParameterSpec[] {
  const vector = (part: string, group: ParameterSpec['group'], value: number): ParameterSpec => ({
    name: `${name}.${part}`,
    shape: [channels],
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
