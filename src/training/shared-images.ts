import type { Tensor4D } from '../core/tf';
import type { Batch } from './loader';
import type { Round } from './lockstep';

/** The pictures of a batch [B, H, W, 3], made once for all runs on it. Freed with the round: do not dispose. */
export function sharedImages(round: Round, batch: Batch): Tensor4D {
  return round.share(
    batch.key,
    () => batch.images(),
    (images) => images.dispose(),
  );
}
