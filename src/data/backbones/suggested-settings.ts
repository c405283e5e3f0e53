/** What a run with a network of this architecture starts from, where the person has not said otherwise. */
import type { GeneratorId } from '../../core/method-config';

export interface SuggestedSettings {
  /** where they come from, for a sentence: "the paper’s settings for ViT-B/32" */
  readonly source: string;
  /** H = W of the input */
  readonly side: number;
  readonly generator: GeneratorId;
  /** side of a patch of the mask */
  readonly patch: number;
  /** of δ, with γ at each milestone */
  readonly patternLearningRate: number;
  readonly patternDecay: number;
  /** of φ, with γ at each milestone; 1 = never decays */
  readonly maskLearningRate: number;
  readonly maskDecay: number;
}

/** The paper's, with its ViT-B/32 at 384 (appendix on training: φ at a tenth of the rate of δ, and never decayed). */
export const VISION_TRANSFORMER_SETTINGS: Omit<SuggestedSettings, 'side'> = {
  source: 'the paper’s settings for ViT-B/32',
  generator: 'convnet-6-layer',
  patch: 8,
  patternLearningRate: 0.01,
  patternDecay: 0.1,
  maskLearningRate: 0.001,
  maskDecay: 1,
};
