import type { Method, TensorState } from '../core/method';
import * as tf from '../core/tf';
import type { Tensor, Tensor4D } from '../core/tf';
import type { LiveStage } from '../data/live-picture';

/** Stages of one picture on the device. Dispose it when they are drawn. */
export interface LiveStages {
  /** [height, width, 3] or [1, height, width, 3]; null where the method has no such stage, or it was not wanted */
  of(stage: LiveStage): Tensor | null;
  dispose(): void;
}

/** Whether a prompt depends on nothing but the picture: others would ask the network first, or the training set. */
export function canGoLive({ needs }: Pick<Method, 'needs'>): boolean {
  return needs.routing === 'none' && !needs.meanImage;
}

/**
 * What the page works out of a snapshot (trace/bench.ts), worked out on the device by the same products and sums, one
 * after another: a kernel that fuses them rounds once where the page rounds twice.
 *
 * @param image r(x) [1, H, W, 3]; the caller's, like `state`
 */
export function liveStages(
  method: Method,
  { state, image }: { readonly state: TensorState; readonly image: Tensor4D },
  wanted: ReadonlySet<LiveStage>,
): LiveStages {
  const pass = method.prompt(state, image, 'evaluation');
  const made: Tensor[] = [];
  const keep = (tensor: Tensor): Tensor => {
    made.push(tensor);
    return tensor;
  };
  const dispose = () => {
    tf.dispose(made);
    pass.dispose();
  };
  try {
    const { mask, maskFull, pattern } = wantedOf(pass.trace, wanted);
    const product = pattern && maskFull ? keep(tf.mul(pattern, maskFull)) : (pattern ?? maskFull);
    const prompted = wanted.has('prompted') && product ? keep(tf.add(image, product)) : image;
    const stages = { mask, maskFull, pattern, product, prompted };
    return { of: (stage) => (wanted.has(stage) ? stages[stage] : null), dispose };
  } catch (error) {
    dispose();
    throw error;
  }
}

/** Some methods enlarge a mask only for who wants to see it. */
function wantedOf(
  trace: ReturnType<Method['prompt']>['trace'],
  wanted: ReadonlySet<LiveStage>,
): Pick<typeof trace, 'mask' | 'maskFull' | 'pattern'> {
  const added = wanted.has('product') || wanted.has('prompted');
  const { mask, pattern } = trace;
  return { mask, pattern, maskFull: added || wanted.has('maskFull') ? trace.maskFull : null };
}
