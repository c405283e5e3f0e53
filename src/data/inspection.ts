/**
 * What a trained model is asked beyond a view snapshot, and what it answers: plain, transferable values. The same
 * answers come from a live run, from stored weights, and from a file beside a recorded run.
 */

/** One stage of the generator: what a layer makes of one picture. */
export interface FeatureMap {
  /** as a person reads it: `block 1: convolution, normalisation, ReLU, pooling`; the page has its own words */
  readonly kind: 'input' | 'block' | 'head' | 'layer';
  /** 0-based among those of its kind */
  readonly index: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** [height, width, channels]; empty for r(x) itself in a recorded answer, as it stands on the bench */
  readonly values: Float32Array;
  /**
   * which input pixels one cell sees: cell (i, j) sees rows i·stride − before … i·stride − before + size − 1, cut at
   * the border; the same for columns. In pixels of r(x); a stride of 0 = every cell sees the same
   */
  readonly receptive: { readonly size: number; readonly stride: number; readonly before: number };
}

/** What a step moves; the other parameters are held still. null = all move, as in training */
export type StepOnly = 'pattern' | 'mask' | null;

/** Steps that one copy takes at most. */
export const MOST_STEPS = 24;

export type InspectionQuestion =
  /** the generator's way from r(x) to the coarse mask, for one sample in view */
  | { readonly what: 'generator'; readonly sampleId: string }
  /** what in x̃, and in r(x), the frozen network's answer hangs on, for one sample in view */
  | { readonly what: 'saliency'; readonly sampleId: string }
  /** how π came about: Algorithms 2–4 on the training pictures, without augmentation, one assignment after another */
  | { readonly what: 'mapping' }
  /**
   * one optimisation step on a copy of the model, taken apart; the run itself is left as it is. The copy has taken
   * the steps `after` before it, one after another: with none it is the run as it stands (see `stepAfter`)
   */
  | {
      readonly what: 'step';
      readonly sampleId: string;
      readonly only: StepOnly;
      readonly after: readonly StepOnly[];
    }
  /** every test picture (up to `limit`), before and after the prompt */
  | { readonly what: 'survey'; readonly limit: number };

export interface GeneratorInspection {
  readonly what: 'generator';
  readonly sampleId: string;
  /** in order, r(x) first, the coarse mask last */
  readonly maps: readonly FeatureMap[];
  /**
   * the last convolution, so that a mask value can be taken apart; null where the mask does not end in a 3×3
   * convolution with three outputs (an MLP, the mean over channels, one channel, a threshold)
   */
  readonly head: {
    /** channels that it reads */
    readonly inputs: number;
    /** [3, 3, inputs, 3]: row, column, input, output */
    readonly weight: Float32Array;
    /** [3] */
    readonly bias: Float32Array;
  } | null;
}

export interface SaliencyInspection {
  readonly what: 'saliency';
  readonly sampleId: string;
  readonly side: number;
  /** the target class whose mapped logit was differentiated: the answer with the prompt */
  readonly target: number;
  /** Σ over channels of |∂logit| [side, side] at x̃, and at r(x) (for Pad: in its border, without a prompt) */
  readonly strength: { readonly prompted: Float32Array; readonly resized: Float32Array };
  /** what the prompt changes, pixel by pixel, to first order: Σ over channels of ∂logit/∂r(x) ⊙ (x̃ − r(x)) [side, side] */
  readonly account: Float32Array;
  /** Σ ∂logit ⊙ (x̃ − r(x)) over all values, with the gradient at x̃ and at r(x) */
  readonly firstOrder: { readonly prompted: number; readonly resized: number };
  /** the logit at x̃ and at r(x) */
  readonly logits: { readonly prompted: number; readonly resized: number };
}

/** One assignment of the greedy mapping (paper Algorithms 3 and 4). */
export interface MappingPick {
  readonly target: number;
  readonly source: number;
  /** d[source, target]: training pictures of `target` that the network takes for `source` */
  readonly count: number;
  /** other target classes still free that would have liked this source most, with their counts: they lose it here */
  readonly losers: readonly { readonly target: number; readonly count: number }[];
}

export interface MappingInspection {
  readonly what: 'mapping';
  /** source classes that any training picture was taken for, most frequent first, cut at 40 and never without those picked */
  readonly sources: readonly number[];
  readonly targets: number;
  /** d [sources.length, targets], row-major */
  readonly counts: Int32Array;
  /** training pictures counted, and those whose source is not listed */
  readonly total: number;
  readonly unlisted: number;
  /** in the order of Algorithm 4 */
  readonly picks: readonly MappingPick[];
  /** whether these picks are the π that the model uses; ILM maps anew at the start of an epoch, so they may differ */
  readonly inUse: boolean;
}

/** Norms and differences of one parameter in one step. */
export interface ParameterStep {
  readonly name: string;
  readonly of: 'pattern' | 'mask';
  readonly count: number;
  /** ‖gradient‖₂ and ‖change‖₂ and ‖value before‖₂ */
  readonly gradient: number;
  readonly change: number;
  readonly before: number;
  /** held still in this step */
  readonly still: boolean;
}

export interface StepInspection {
  readonly what: 'step';
  readonly sampleId: string;
  /** what was moved in the steps that this copy took before, and in this one */
  readonly after: readonly StepOnly[];
  readonly only: StepOnly;
  readonly batch: number;
  readonly side: number;
  /** false where the stored model has no Adam moments, which then begin at zero */
  readonly moments: boolean;
  readonly learningRates: { readonly pattern: number; readonly mask: number };
  /** mean cross-entropy of the batch before this step and, the same batch again, after it; nats */
  readonly loss: { readonly before: number; readonly after: number };
  readonly accuracy: { readonly before: number; readonly after: number };
  /** of the sample in view: probability of its true class (null where unknown) and cross-entropy, evaluation mode */
  readonly sample: {
    readonly before: Float32Array;
    readonly after: Float32Array;
    readonly label: number;
  };
  /** gradient of the loss by δ, and δ's change [side, side, 3]; null where there is no shared δ */
  readonly patternGradient: Float32Array | null;
  readonly patternChange: Float32Array | null;
  /** coarse mask of the sample before and after [h, w, 3]; null without a mask */
  readonly mask: {
    readonly height: number;
    readonly width: number;
    readonly before: Float32Array;
    readonly after: Float32Array;
  } | null;
  readonly parameters: readonly ParameterStep[];
}

/**
 * Features before the frozen network's last layer, reduced by a PCA fitted on both sides together. The axes come with
 * them, so that several runs on the same pictures can be put into one space (common-space.ts).
 */
export interface SurveyFeatures {
  readonly dimensions: number;
  /** which part of the squared distances from the mean is left, 0..1 */
  readonly explained: { readonly unprompted: number; readonly prompted: number };
  /** [N, dimensions] */
  readonly unprompted: Float32Array;
  readonly prompted: Float32Array;
  /** of the features themselves: their mean [columns], and orthonormal axes [columns, dimensions] */
  readonly mean: Float32Array;
  readonly axes: Float32Array;
}

/** All test pictures at once, in the order of the dataset. N of them, k target classes. */
export interface SurveyInspection {
  readonly what: 'survey';
  readonly count: number;
  readonly classes: number;
  readonly labels: Int32Array;
  /** arg max over the k mapped logits [N], without a prompt (under its own mapping) and with it */
  readonly answers: { readonly unprompted: Int32Array; readonly prompted: Int32Array };
  /** cross-entropy of each [N], nats: without a prompt, with the prompt at its initial state, and as trained (paper Fig. 2) */
  readonly losses: {
    readonly unprompted: Float32Array;
    readonly initial: Float32Array;
    readonly trained: Float32Array;
  };
  readonly features: SurveyFeatures | null;
}

/** The question for one more step on the same copy; with nothing before it, for the first. */
export function stepAfter(
  before: StepInspection | null,
  { sampleId, only }: { readonly sampleId: string; readonly only: StepOnly },
): Extract<InspectionQuestion, { what: 'step' }> {
  return { what: 'step', sampleId, only, after: before ? [...before.after, before.only] : [] };
}

export type InspectionAnswer =
  GeneratorInspection | SaliencyInspection | MappingInspection | StepInspection | SurveyInspection;
export type InspectionOf<What extends InspectionQuestion['what']> = Extract<
  InspectionAnswer,
  { readonly what: What }
>;

/** One picture of the test set as it came, small enough for a thumbnail; the page asks for those it shows. */
export interface Thumbnail {
  /** `test/17` */
  readonly id: string;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  /** [height, width, channels] 0..255 */
  readonly data: Uint8Array;
}
