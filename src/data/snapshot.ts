import type { Normalisation } from '../core/normalisation';

/**
 * A view snapshot: what the page needs to draw the samples in view at one step. Not a checkpoint.
 * r(x) does not change and is sent once (SampleSet); x̃ and δ⊙m follow from these values.
 */
export interface ViewSnapshot {
  readonly step: number;
  readonly epoch: number;
  /** g_φ(r(x)) of each sample [N, h, w, 3]; null for a method without a mask */
  readonly masks: Float32Array | null;
  /** δ [H, W, 3] (Pad: sigmoid(δ)); null when unprompted */
  readonly pattern: Float32Array | null;
  /** Step that `pattern` belongs to where it is another than `step`: recorded runs keep fewer patterns than masks. */
  readonly patternStep?: number;
  /** softmax over the k mapped logits [N, k]; empty as long as there is no mapping */
  readonly targets: Float32Array;
  /** top five source classes of each sample: indices and softmax over all source classes [N, 5] */
  readonly sourceClasses: Int32Array;
  readonly sourceProbabilities: Float32Array;
  /** π [k] in use at this step; empty before the first mapping pass */
  readonly mapping: Int32Array;
}

/** The samples in view, sent once per set (and again when the side changes). */
export interface SampleSet {
  /** stable ids: `test/17`, or `own/<name>` for a person's own picture */
  readonly ids: readonly string[];
  /** true class of each, −1 = unknown (own picture) */
  readonly labels: Int32Array;
  /** native pictures, for thumbnails: [height, width, channels] 0..255 each */
  readonly natives: readonly {
    readonly width: number;
    readonly height: number;
    readonly channels: 1 | 3;
    readonly data: Uint8Array;
  }[];
  readonly side: number;
  /** the frozen network's own input unit */
  readonly normalisation: Normalisation;
  /** r(x) [N, H, W, 3] normalised (for Pad: bordered picture in pixel units 0..1) */
  readonly resized: Float32Array;
  /** binary frame M [H, W] of a watermark or Pad baseline; null = ones or learned mask */
  readonly frame: Uint8Array | null;
}
