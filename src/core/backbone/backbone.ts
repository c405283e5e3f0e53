import type { Scalar, Tensor2D, Tensor4D } from '../tf';

/** What one backward pass through the frozen network yields. The caller disposes all three. */
export interface InputGradient {
  /** mean cross-entropy over the batch, on the k mapped logits (paper.md A.2) */
  readonly loss: Scalar;
  /** [B, classes] */
  readonly logits: Tensor2D;
  /** ∂loss/∂x̃ [B, H, W, 3] */
  readonly gradient: Tensor4D;
}

/** What the last layer answers, and what it reads. The caller disposes both. */
export interface Readout {
  /** f_P(x̃) [B, classes] */
  readonly logits: Tensor2D;
  /** the pooled map ahead of the last layer [B, features] */
  readonly features: Tensor2D;
}

/** What one logit of each picture hangs on. The caller disposes both. */
export interface LogitGradient {
  /** f_P [B, classes] */
  readonly logits: Tensor2D;
  /** row b is ∂logits[b, sources[b]]/∂x̃[b] [B, H, W, 3] */
  readonly gradient: Tensor4D;
}

/**
 * The frozen classifier f_P, outside any tape: a forward pass, and the gradient of the mapped loss by its
 * input. Works in chunks of a batch, so memory is bounded and other work can be answered between chunks. The size
 * of a chunk follows from the backend, the network and the image side alone, so the result never depends on how many workers
 * shared the work.
 */
export interface Backbone {
  readonly name: string;
  /** number of source classes |Y_P| */
  readonly classes: number;
  /** channels that its last layer reads */
  readonly features: number;
  /** the side of its input is a multiple of this: 1, or the patch of a transformer */
  readonly sideStep: number;
  /**
   * f_P(x̃) [B, classes] for x̃ [B, H, W, 3]; the caller disposes.
   * @param options.urgent where several askers wait for their turn, before those who train
   */
  logits(prompted: Tensor4D, options?: { urgent?: boolean }): Promise<Tensor2D>;
  /** The same pass, with what its last layer reads. */
  readout(prompted: Tensor4D, options?: { urgent?: boolean }): Promise<Readout>;
  /**
   * @param prompted x̃ [B, H, W, 3]
   * @param labels [B], 0..k−1
   * @param mapping π [k], source class of each target class
   */
  inputGradient(prompted: Tensor4D, labels: Int32Array, mapping: Int32Array): Promise<InputGradient>;
  /** @param sources [B], the source class of each picture whose logit is differentiated */
  logitGradient(pictures: Tensor4D, sources: Int32Array): Promise<LogitGradient>;
  /** The passes of a run without the air between their chunks, to be rehearsed; missing where others compute them. */
  readonly atOnce?: BackboneAtOnce;
  dispose(): void;
}

/** What Backbone says of the same names. */
export interface BackboneAtOnce {
  logits(prompted: Tensor4D): Tensor2D;
  inputGradient(prompted: Tensor4D, labels: Int32Array, mapping: Int32Array): InputGradient;
}
