import { sumOverBatch } from './differentiable/sums';
import { createMaskSource, type MaskSource } from './mask-source';
import type { PromptContext, TensorState } from './method';
import type { MethodConfig } from './method-config';
import * as tf from './tf';
import type { Scalar, Tensor4D } from './tf';

/** What the masks of a trained run are like over the probe, up to 500 training images. */
export interface ProbeFacts {
  /** [1, h, w, 3] */
  readonly meanMask: Tensor4D;
  /** s, the mean absolute value of all masks */
  readonly magnitude: number;
  /** the mask of the mean image [1, h, w, 3] */
  readonly maskOfMeanImage: Tensor4D;
  dispose(): void;
}

/** Images r(x) [B, H, W, 3], of which the first `count` belong to the probe. Disposed by whoever gets them. */
export interface ProbeBatch {
  readonly images: Tensor4D;
  readonly count: number;
}

/**
 * @param config of a method with learned masks
 * @param batches at least one image in all
 */
export async function probeFacts(
  { config, state, context = {} }: { config: MethodConfig; state: TensorState; context?: PromptContext },
  batches: Iterable<ProbeBatch>,
): Promise<ProbeFacts> {
  const source = createMaskSource(config);
  const look = (images: Tensor4D): Tensor4D => maskOf(source, { state, images, context });
  let sums: Sums | null = null;
  let total = 0;
  for (const { images, count } of batches) {
    const own = tf.slice(images, 0, count);
    images.dispose();
    const masks = look(own);
    const next = added(sums, { images: own, masks });
    tf.dispose([own, masks, ...(sums ? Object.values(sums) : [])]);
    sums = next;
    total += count;
  }
  const { meanMask, meanImage, magnitude } = means(sums!, total);
  const maskOfMeanImage = look(meanImage);
  const [value] = await magnitude.data<'float32'>();
  tf.dispose([Object.values(sums!), meanImage, magnitude]);
  source.dispose();
  return {
    meanMask,
    magnitude: value!,
    maskOfMeanImage,
    dispose: () => tf.dispose([meanMask, maskOfMeanImage]),
  };
}

/** Σ over the images so far. */
interface Sums {
  /** [1, H, W, 3] */
  readonly image: Tensor4D;
  /** of masks and of their magnitudes [1, h, w, 3] */
  readonly mask: Tensor4D;
  readonly magnitude: Tensor4D;
}

function added(sums: Sums | null, { images, masks }: { images: Tensor4D; masks: Tensor4D }): Sums {
  // one mask for all counts once for each image
  const times = images.shape[0] / masks.shape[0];
  const sum = (values: Tensor4D, factor: number, before: Tensor4D | undefined): Tensor4D =>
    tf.tidy(() => {
      const here: Tensor4D = tf.mul(sumOverBatch(values), factor);
      return before ? tf.add(before, here) : here;
    });
  const magnitudes = tf.abs(masks);
  const next = {
    image: sum(images, 1, sums?.image),
    mask: sum(masks, times, sums?.mask),
    magnitude: sum(magnitudes, times, sums?.magnitude),
  };
  magnitudes.dispose();
  return next;
}

function means(
  { image, mask, magnitude }: Sums,
  total: number,
): { meanImage: Tensor4D; meanMask: Tensor4D; magnitude: Scalar } {
  return {
    meanImage: tf.div(image, total),
    meanMask: tf.div(mask, total),
    magnitude: tf.tidy(() => tf.div(tf.mean(magnitude), total)) as Scalar,
  };
}

/** Coarse masks of an evaluation pass; the caller owns them. */
function maskOf(
  source: MaskSource,
  { state, images, context }: { state: TensorState; images: Tensor4D; context: PromptContext },
): Tensor4D {
  const pass = source.coarse(state, images, 'evaluation', context);
  const mask = pass.mask.clone();
  pass.dispose();
  return mask;
}
