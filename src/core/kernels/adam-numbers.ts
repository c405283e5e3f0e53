/** PyTorch's defaults, no weight decay (paper.md A.8). TensorFlow.js's own Adam has another ε and order. */
const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-8;

export interface AdamAttributes {
  /** α */
  readonly rate: number;
  /** t, this one included */
  readonly steps: number;
}

/** What a step of Adam multiplies and divides by, in double precision: 1 − 0.999 is not to be had in single. */
export interface AdamNumbers {
  /** β₁ and β₂, the shares of the old moments that are kept */
  readonly keep1: number;
  readonly keep2: number;
  /** √(1 − β₂ᵗ) */
  readonly correction: number;
  /** α / (1 − β₁ᵗ) */
  readonly rate: number;
  readonly epsilon: number;
}

export function adamNumbers({ rate, steps }: AdamAttributes): AdamNumbers {
  return {
    keep1: BETA1,
    keep2: BETA2,
    correction: Math.sqrt(1 - BETA2 ** steps),
    rate: rate / (1 - BETA1 ** steps),
    epsilon: EPSILON,
  };
}
