/**
 * Which pictures a training step sees, and how each is cropped. Everything follows from (seed, epoch), so any
 * epoch can be replayed from nothing: after a resume, a fork, or on another machine.
 */
import { createRandom } from '../lib/random';
import type { ResampleWindow } from '../lib/resample';
import { UserError } from '../lib/user-error';

export interface Batch {
  /** [B] positions in the training split */
  readonly indices: Int32Array;
  /** [B] part of the enlarged picture that each shows; null = the whole picture, resized to the side */
  readonly windows: readonly ResampleWindow[] | null;
}

export interface EpochOptions {
  readonly seed: number;
  /** 1-based */
  readonly epoch: number;
  /** pictures in the training split */
  readonly count: number;
  /** B, pictures per batch */
  readonly batch: number;
  readonly augmentation: 'none' | 'crop-flip';
  /** H = W of the backbone's input */
  readonly side: number;
}

/** Side of the enlarged picture that crops are cut from: 256 for 224, 416 for 384 (paper.md A.5), in proportion below. */
export function enlargedSide(side: number): number {
  if (side > 224) return side + 32;
  return Math.round((256 / 224) * side);
}

/** Whole batches in an epoch; the last partial one is dropped. */
export function stepsPerEpoch({ count, batch }: { readonly count: number; readonly batch: number }): number {
  const steps = Math.floor(count / batch);
  if (steps === 0) {
    throw new UserError(
      `The training split has ${count} images, fewer than one batch of ${batch}. Choose a batch of ${count} or fewer, or add images.`,
    );
  }
  return steps;
}

/** All batches of one epoch, in order. */
export function planEpoch(options: EpochOptions): Batch[] {
  const { seed, epoch, count, batch, augmentation } = options;
  const order = createRandom(seed, `batch order, epoch ${epoch}`).permutation(count);
  const windowsOf = augmentation === 'crop-flip' ? cropFlip(options) : () => null;
  return Array.from({ length: stepsPerEpoch(options) }, (_, step) => {
    const indices = order.slice(step * batch, (step + 1) * batch);
    return { indices, windows: windowsOf() };
  });
}

/** Uniform crop of side² from the enlarged picture, mirrored with probability 1/2; drawn batch after batch. */
function cropFlip({ seed, epoch, batch, side }: EpochOptions): () => ResampleWindow[] {
  const random = createRandom(seed, `augmentation, epoch ${epoch}`);
  const positions = enlargedSide(side) - side + 1;
  const draw = (): ResampleWindow => ({
    left: random.integer(positions),
    top: random.integer(positions),
    width: side,
    height: side,
    flip: random.uniform() < 0.5,
  });
  return () => Array.from({ length: batch }, draw);
}
