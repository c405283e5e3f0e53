/**
 * One layer of the frozen network, both ways. Weights never train, so nothing is computed but the gradient by the
 * layer's input, and nothing is kept but what that needs.
 */
import { plus } from '../kernels/pointwise';
import { gatedBy, type Gate } from '../kernels/relu-gate';
import { tidy, type Tensor } from '../tf';

export interface FrozenLayer {
  /** the layer can add a residual connection's other end to its result */
  readonly adds?: true;
  /**
   * @param inputs one, or as many as the layer's kind reads: pictures [B, H, W, C], tokens [B, N, D] or features [B, D]
   * @param pass.addend what is to be added to the output, null unless `adds`
   * @param pass.keep whether there will be a way back
   * @returns tensors of its own; the network disposes them, what is kept when the way back has passed
   */
  forward(
    inputs: readonly Tensor[],
    pass: { readonly addend: Tensor | null; readonly keep: boolean },
  ): Passed;
  /**
   * @param gradient by the output, ahead of relu or relu6 where the layer ends in one
   * @param pass.kept what `forward` kept
   * @param pass.inputs what else there is to know of each input
   * @returns for each input the gradient that arrives there, tensors of its own: `arriving(gradient, input)`
   */
  backward(
    gradient: Tensor,
    pass: { readonly kept: readonly Tensor[]; readonly inputs: readonly LayerInput[] },
  ): readonly Tensor[];
  dispose(): void;
}

export interface Passed {
  readonly output: Tensor;
  readonly kept?: readonly Tensor[];
}

/** What happens on the way back where a layer's input came from; the network frees the tensors. */
export interface LayerInput {
  /** of the input, batch included */
  readonly shape: readonly number[];
  /** the gradient that reached it by other layers, on top */
  readonly addend: Tensor | null;
  /** the input itself where it came from an activation, and the gradient is to be taken ahead of that */
  readonly gate: Gate | null;
}

/** The gradient that arrives at an input; kernels that do this in one pass with their own need not ask. Consumes it. */
export function arriving(gradient: Tensor, { addend, gate }: LayerInput): Tensor {
  return gatedBy(gate, plus(addend, gradient));
}

/** Plain mathematics of one input as a layer: its intermediates are freed, sums and gates done for it. */
export function plainLayer({
  forward,
  backward,
  weights = [],
}: {
  /** The output, and what the way back needs; any of them may be the input itself. */
  forward(input: Tensor): Passed;
  /** @returns by the input */
  backward(gradient: Tensor, kept: readonly Tensor[], input: LayerInput): Tensor;
  /** freed with the layer */
  weights?: readonly Tensor[];
}): FrozenLayer {
  return {
    forward: ([input], { keep }) =>
      tidy(() => {
        const { output, kept = [] } = forward(input!);
        // clones, since what is handed out is the network's
        return { output: output.clone(), kept: keep ? kept.map((tensor) => tensor.clone()) : [] };
      }),
    backward: (gradient, { kept, inputs: [input] }) => [
      tidy(() => arriving(backward(gradient, kept, input!).clone(), input!)),
    ],
    dispose: () => weights.forEach((tensor) => tensor.dispose()),
  };
}
