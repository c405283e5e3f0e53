/** Multiply-adds of a step: what the kernels that ran compute, and what the mathematics needs. */
import { multiplyAdds } from '../../core/backbone/description/layer-facts';
import type { NetworkDescription } from '../../core/backbone/description/layers';
import type { ParameterSpec } from '../../core/method';
import type { StepSize } from './step';

export type Shape = readonly number[];

/** Of one kernel, from its shapes; the padding of tiles is not included. Zero for what adds up no products. */
export function kernelMultiplyAdds(
  name: string,
  input: (name: string) => Shape,
  attributes: object,
  output: Shape,
): number {
  switch (name) {
    case 'Conv2D':
    case 'FusedConv2D': {
      const [height, width, channels] = input('filter') as [number, number, number];
      return size(output) * height * width * channels;
    }
    case 'SmmConvolution':
    case 'SmmConvolutionBack':
      return size(output) * 9 * input(name === 'SmmConvolution' ? 'x' : 'dy').at(-1)!;
    case 'Conv2DBackpropInput':
    case 'Conv2DBackpropFilter': {
      const [height, width, channels] = (name.endsWith('Input') ? input('filter') : output) as number[];
      return size(input('dy')) * height! * width! * channels!;
    }
    case 'DepthwiseConv2dNative':
    case 'FusedDepthwiseConv2D':
    case 'SmmDepthwise': {
      const [height, width] = input('filter') as [number, number];
      return size(output) * height * width;
    }
    case 'DepthwiseConv2dNativeBackpropInput': {
      const [height, width] = input('filter') as [number, number];
      return size(input('dy')) * height * width;
    }
    case 'BatchMatMul':
    case '_FusedMatMul': {
      const transposed = (attributes as { transposeA?: boolean }).transposeA;
      return size(output) * input('a').at(transposed ? -2 : -1)!;
    }
    case 'SmmPointwise':
      return size(output) * input('x').at(-1)!;
    case 'SmmProducts':
      return size(output) * input('a').at(-1)!;
    case 'SmmDepthwiseBack':
    case 'SmmStridedConvolutionBack': {
      const [height, width, channels, multiplier] = input('filter') as [number, number, number, number];
      return size(input('gradient')) * height * width * (multiplier === 1 ? 1 : channels);
    }
    case 'SmmWeightGradient':
      return (size(output) * size(input('dy'))) / output.at(-1)!;
    case 'SmmMappedErrorsBack':
      return size(output) * input('mapping')[0]!;
    default:
      return 0;
  }
}

/** Of a whole step: a frozen network goes back by its input only, the generator by its weights as well. */
export function neededMultiplyAdds(
  network: NetworkDescription,
  parameters: readonly ParameterSpec[],
  { side, batch }: StepSize,
): number {
  return batch * (2 * multiplyAdds(network, side) + generatorMultiplyAdds(parameters, side));
}

/**
 * Of one picture: forward, by the weights, and by the input for all layers but the first.
 * Each 3×3 convolution keeps its side; the first log₂(patch) are followed by a 2×2 pool.
 */
function generatorMultiplyAdds(parameters: readonly ParameterSpec[], side: number): number {
  const weights = parameters.filter(({ shape }) => shape.length === 4).map(({ shape }) => size(shape));
  const pools = 3;
  return weights.reduce((total, weight, layer) => {
    const here = Math.floor(side / 2 ** Math.min(layer, pools)) ** 2 * weight;
    return total + here * (layer === 0 ? 2 : 3);
  }, 0);
}

export function size(shape: Shape): number {
  return shape.reduce((product, length) => product * length, 1);
}
