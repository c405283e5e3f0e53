import type { Backbone } from '../core/backbone/backbone';
import { MeanImages, type MeanImagesOptions } from './mean-images';
import { UnpromptedLogits } from './unprompted-logits';

/** What is known of a dataset and a backbone whatever trains on them. All runs share it; each fact is worked out once. */
export interface TaskFacts {
  readonly unprompted: UnpromptedLogits;
  readonly meanImages: MeanImages;
  dispose(): void;
}

export function taskFacts({
  backbone,
  ...pictures
}: MeanImagesOptions & { readonly backbone: Backbone }): TaskFacts {
  const meanImages = new MeanImages(pictures);
  return {
    unprompted: new UnpromptedLogits({ backbone }),
    meanImages,
    dispose: () => meanImages.dispose(),
  };
}
