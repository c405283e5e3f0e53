/**
 * Filters in the layouts the kernels want, made once from PyTorch's: [out, in, k, k] or, depthwise, [channels, 1, k, k].
 *
 * The backward pass of a frozen network by its input is made of forward kernels: a 1×1 convolution with the transposed
 * filter, a k×k convolution with the filter turned by 180° and its channels swapped.
 */

/** [out, in, k, k] → [k, k, in, out] */
export function denseFilter(
  weight: Float32Array,
  { outputs, inputs, kernel }: { outputs: number; inputs: number; kernel: number },
): Float32Array {
  const taps = kernel * kernel;
  const result = new Float32Array(weight.length);
  for (let output = 0; output < outputs; output++) {
    for (let input = 0; input < inputs; input++) {
      for (let tap = 0; tap < taps; tap++) {
        result[(tap * inputs + input) * outputs + output] = weight[(output * inputs + input) * taps + tap]!;
      }
    }
  }
  return result;
}

/** [out, in, k, k] → [k, k, out, in], turned by 180°: the filter of the backward pass at stride 1 */
export function adjointFilter(
  weight: Float32Array,
  { outputs, inputs, kernel }: { outputs: number; inputs: number; kernel: number },
): Float32Array {
  const taps = kernel * kernel;
  const result = new Float32Array(weight.length);
  for (let output = 0; output < outputs; output++) {
    for (let input = 0; input < inputs; input++) {
      for (let tap = 0; tap < taps; tap++) {
        const target = ((taps - 1 - tap) * outputs + output) * inputs + input;
        result[target] = weight[(output * inputs + input) * taps + tap]!;
      }
    }
  }
  return result;
}

/** [channels, 1, k, k] → [k, k, channels, 1] */
export function depthwiseFilter(weight: Float32Array, channels: number): Float32Array {
  return denseFilter(weight, { outputs: 1, inputs: channels, kernel: Math.sqrt(weight.length / channels) });
}

/** Depthwise filter [k, k, channels, 1], turned by 180°. */
export function turnedDepthwiseFilter(weight: Float32Array, channels: number): Float32Array {
  const filter = depthwiseFilter(weight, channels);
  const result = new Float32Array(filter.length);
  for (let start = 0; start < filter.length; start += channels) {
    result.set(filter.subarray(start, start + channels), filter.length - channels - start);
  }
  return result;
}

/** The four stride-1 convolutions, side by side, that make one backward pass of a stride-2 convolution. */
export interface PhaseFilter {
  /** [size, size, out, 4·in]: output channel (2·row phase + column phase)·in + c */
  readonly values: Float32Array;
  readonly size: number;
  /** rows of padding before and after */
  readonly before: number;
  readonly after: number;
}

/**
 * The gradient at row 2j + a of a stride-2 convolution's input sums `dy[j − d] · w[a + before + 2d]` over the d for
 * which the tap exists. Each phase a is thus a small dense convolution of dy: no zeros are inserted, no tap is wasted.
 * @param weight [out, in, k, k]
 * @param before rows of padding of the forward pass
 */
export function phaseFilter(
  weight: Float32Array,
  { outputs, inputs, kernel, before }: { outputs: number; inputs: number; kernel: number; before: number },
): PhaseFilter {
  const first = -((1 + before) >> 1);
  const last = (kernel - 1 - before) >> 1;
  const size = last - first + 1;
  const values = new Float32Array(size * size * outputs * 4 * inputs);
  const tapOf = (phase: number, position: number): number => phase + before + 2 * (last - position);
  const exists = (tap: number): boolean => tap >= 0 && tap < kernel;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      for (let phase = 0; phase < 4; phase++) {
        const rowTap = tapOf(phase >> 1, row);
        const columnTap = tapOf(phase & 1, column);
        if (!exists(rowTap) || !exists(columnTap)) continue;
        for (let output = 0; output < outputs; output++) {
          for (let input = 0; input < inputs; input++) {
            const target = ((row * size + column) * outputs + output) * 4 * inputs + phase * inputs + input;
            values[target] = weight[((output * inputs + input) * kernel + rowTap) * kernel + columnTap]!;
          }
        }
      }
    }
  }
  return { values, size, before: last, after: -first };
}
