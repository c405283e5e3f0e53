import { patternPart } from './ablation/pattern';
import { patternMixture } from './differentiable/pattern-mixture';
import type { Upsampling } from './differentiable/upsampling';
import type { PromptContext, TensorState } from './method';
import type { MethodConfig } from './method-config';
import { parameter } from './method-state';
import type { PromptTrace } from './prompt-trace';
import * as tf from './tf';
import type { Tensor3D, Tensor4D } from './tf';

/** What scales with the mask in one batch, with the way back. */
export interface PatternPass {
  /** δ [B, H, W, 3], or one for all [1, H, W, 3]; null where the mask is added as it is */
  readonly value: Tensor4D | null;
  /** the same as the trace has it */
  readonly traced: PromptTrace['pattern'];
  pullback(gradient: Tensor4D | null): PatternGradients;
  dispose(): void;
}

/** The caller owns them. */
export interface PatternGradients {
  /** by parameter name */
  readonly parameters: TensorState;
  /** of the coarse pattern [B, h, w, 3], where the generator made it */
  readonly coarse: Tensor4D | null;
}

/**
 * @param coarse the generator's pattern [B, h, w, 3]; null where it makes none
 */
export type PatternSource = (
  state: TensorState,
  coarse: Tensor4D | null,
  context: PromptContext,
) => PatternPass;

export function createPatternSource(config: MethodConfig, upsampling: Upsampling): PatternSource {
  const part = patternPart(config);
  switch (part.from) {
    case 'shared':
      return sharedPattern;
    case 'generator':
      return (_, coarse) => generatedPattern(coarse!, upsampling);
    case 'classes':
      return classPattern;
    case 'nothing':
      return () => noPattern;
    default:
      return part satisfies never;
  }
}

const sharedPattern: PatternSource = (state) => {
  const delta = parameter<Tensor3D>(state, 'delta');
  const value: Tensor4D = tf.reshape(delta, [1, ...delta.shape]);
  return {
    value,
    traced: delta,
    pullback: (gradient) => ({ parameters: { delta: tf.reshape(gradient!, delta.shape) }, coarse: null }),
    dispose: () => value.dispose(),
  };
};

/** U_p of what the generator's second head makes of each image. */
function generatedPattern(coarse: Tensor4D, upsampling: Upsampling): PatternPass {
  const { value, pullback, dispose } = upsampling.apply(coarse);
  return {
    value,
    traced: value,
    pullback: (gradient) => ({ parameters: {}, coarse: pullback(gradient!) }),
    dispose,
  };
}

/** Σ_c q_c(x) δ_c. */
const classPattern: PatternSource = (state, _, { routing }) => {
  if (!routing) throw new Error('These patterns are mixed by weights q; hand them in as context.routing.');
  const { value, pullback, dispose } = patternMixture(parameter<Tensor4D>(state, 'patterns'), routing);
  return {
    value,
    traced: value,
    pullback: (gradient) => ({ parameters: { patterns: pullback(gradient!) }, coarse: null }),
    dispose,
  };
};

const noPattern: PatternPass = {
  value: null,
  traced: null,
  pullback: () => ({ parameters: {}, coarse: null }),
  dispose: () => undefined,
};
