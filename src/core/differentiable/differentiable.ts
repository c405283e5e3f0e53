import type { TensorState } from '../method';
import type { Tensor4D } from '../tf';

/**
 * A value with its way back, which is all the automatic differentiation there is here.
 *
 * Ownership: inputs are borrowed, and must live until the way back has been gone; the value and whatever
 * was saved for the way back belong to the operation and go with `dispose`. A gradient handed to `pullback`
 * is borrowed too, the gradients it returns belong to the caller.
 */
export interface Differentiable<Gradients> {
  readonly value: Tensor4D;
  /** @param gradient ∂loss/∂value, of the value's shape */
  pullback(gradient: Tensor4D): Gradients;
  dispose(): void;
}

/** What a layer with named weights gives back. */
export interface LayerGradients {
  /** ∂loss/∂input, or null where nobody asked for it (the first layer) */
  readonly input: Tensor4D | null;
  /** ∂loss/∂weight by parameter name */
  readonly parameters: TensorState;
}

export interface LayerPass extends Differentiable<LayerGradients> {
  /** new running statistics by name; the caller owns them, `dispose` leaves them alone */
  readonly statistics: TensorState;
}

/** A layer, ready to run: weights and names are bound already. */
export type Layer = (input: Tensor4D, options: { readonly inputGradient: boolean }) => LayerPass;

/** One layer after the other, at least one; the way back is theirs in reverse. */
export function sequence(
  layers: readonly Layer[],
  input: Tensor4D,
  { inputGradient }: { readonly inputGradient: boolean },
): LayerPass {
  const passes: LayerPass[] = [];
  let value = input;
  for (const layer of layers) {
    const pass = layer(value, { inputGradient: inputGradient || passes.length > 0 });
    passes.push(pass);
    value = pass.value;
  }
  return {
    value,
    statistics: Object.assign({}, ...passes.map((pass) => pass.statistics)) as TensorState,
    pullback(gradient) {
      const parameters: TensorState = {};
      let current: Tensor4D | null = gradient;
      for (const pass of passes.toReversed()) {
        const gradients: LayerGradients = pass.pullback(current!);
        Object.assign(parameters, gradients.parameters);
        if (current !== gradient) current!.dispose();
        current = gradients.input;
      }
      return { input: current, parameters };
    },
    dispose: () => passes.forEach((pass) => pass.dispose()),
  };
}
