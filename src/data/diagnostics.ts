/** What a finished run says about itself beside its scores: whether its parts do what their names promise. */
import { z } from '../lib/schema';

export interface Diagnostics {
  /** null for a method without a coarse mask */
  readonly masks: MaskDiagnostics | null;
  /** null for a method without a pattern for each class */
  readonly classPatterns: {
    /** root mean square over the classes of ‖δ_c − mean‖, over ‖mean‖: 0 = all alike, and then it is SMM */
    readonly spread: number;
    /** mean entropy of the weights q in nats, ln k = all classes alike; null where they are labels */
    readonly entropy: number | null;
  } | null;
  /** null for a method that never sees a label */
  readonly leak: LeakDiagnostics | null;
}

/** Of coarse masks in evaluation mode, over training images as they are, taken evenly from the split. */
export interface MaskDiagnostics {
  /** how many images, about 500 at most */
  readonly images: number;
  /** fraction of mask values above zero; of a binary mask, what is switched on */
  readonly onFraction: number;
  /** standard deviation across images, root mean square over the mask's values: 0 = the same mask for all */
  readonly acrossImages: number;
  /** mean absolute value, s */
  readonly magnitude: number;
}

/** On the test images, by what the prompt was told (paper.md C.5, 5b-leak). All are fractions 0..1. */
export interface LeakDiagnostics {
  /** accuracy when told the true label */
  readonly oracle: number;
  /** accuracy when told the unprompted answer */
  readonly unprompted: number;
  /** accuracy when told a wrong class */
  readonly wrong: number;
  /** answers that are the very wrong class that was told */
  readonly followRate: number;
}

const fraction = z.number().check(z.minimum(0), z.maximum(1));
const magnitude = z.number().check(z.nonnegative());

export const diagnosticsSchema = z.object({
  masks: z.nullable(
    z.object({
      images: z.int().check(z.positive()),
      onFraction: fraction,
      acrossImages: magnitude,
      magnitude,
    }),
  ),
  classPatterns: z.nullable(z.object({ spread: magnitude, entropy: z.nullable(magnitude) })),
  leak: z.nullable(
    z.object({ oracle: fraction, unprompted: fraction, wrong: fraction, followRate: fraction }),
  ),
}) satisfies z.ZodMiniType<Diagnostics>;
