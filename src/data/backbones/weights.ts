/** From a weights file to the tensors of a network: stored numbers as float32, BatchNorm folded into convolutions. */
import type { NamedTensors } from '../../core/backbone/description/layers';
import { tensorShapes } from '../../core/backbone/description/layer-facts';
import { UserError } from '../../lib/user-error';
import { floatsOf, type StoredTensor } from '../safetensors';
import type { FoldedConvolution } from './architecture';
import type { RecognisedBackbone } from './recognise';

/**
 * @param tensors the file's, by their full names
 * @throws UserError where a number is none: NaN or infinite
 */
export function readWeights(
  { parts, description, prefix, title }: RecognisedBackbone,
  tensors: ReadonlyMap<string, StoredTensor>,
): NamedTensors {
  const stored = (name: string): Float32Array<ArrayBuffer> => floatsOf(tensors.get(prefix + name)!);
  const shapes = tensorShapes(description);
  const result: Record<string, { shape: readonly number[]; values: Float32Array<ArrayBuffer> }> = {};
  const put = (name: string, values: Float32Array<ArrayBuffer>): void => {
    if (!values.every(Number.isFinite)) {
      throw new UserError(
        `The weights of ${title} hold numbers that are none (in ${name}): NaN, infinite, or a negative variance. Download or save the file again.`,
      );
    }
    result[name] = { shape: shapes[name]!, values };
  };
  for (const part of parts) {
    if ('from' in part) {
      put(part.tensor, stored(part.from));
    } else {
      const { weight, bias } = folded(part, stored);
      put(`${part.layer}.weight`, weight);
      put(`${part.layer}.bias`, bias);
    }
  }
  return result;
}

/**
 * γ · (w ∗ x − μ) / √(σ² + ε) + β as one convolution, computed in double precision. Scales w in place.
 */
function folded(
  { convolution, norm, epsilon }: FoldedConvolution,
  stored: (name: string) => Float32Array<ArrayBuffer>,
): { weight: Float32Array<ArrayBuffer>; bias: Float32Array<ArrayBuffer> } {
  const weight = stored(`${convolution}.weight`);
  const [gamma, beta, mean, variance] = ['weight', 'bias', 'running_mean', 'running_var'].map((end) =>
    stored(`${norm}.${end}`),
  ) as [Float32Array, Float32Array, Float32Array, Float32Array];
  const bias = new Float32Array(gamma.length);
  const perOutput = weight.length / gamma.length;
  for (let output = 0; output < gamma.length; output++) {
    const scale = gamma[output]! / Math.sqrt(variance[output]! + epsilon);
    bias[output] = beta[output]! - mean[output]! * scale;
    const end = (output + 1) * perOutput;
    for (let i = output * perOutput; i < end; i++) weight[i] = weight[i]! * scale;
  }
  return { weight, bias };
}
