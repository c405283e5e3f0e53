import type { Backbone } from '../core/backbone/backbone';
import { PictureShelf } from '../core/pictures/picture-shelf';
import { MeanImages, type MeanImagesOptions } from './mean-images';
import { UnpromptedLogits } from './unprompted-logits';

/** What is known of a dataset and a backbone whatever trains on them. All runs share it; each fact is worked out once. */
export interface TaskFacts {
  readonly unprompted: UnpromptedLogits;
  readonly meanImages: MeanImages;
  /** where their pictures stay on the device */
  readonly shelf: PictureShelf;
  dispose(): void;
}

export function taskFacts({
  backbone,
  ...pictures
}: Omit<MeanImagesOptions, 'shelf'> & { readonly backbone: Backbone }): TaskFacts {
  const shelf = new PictureShelf();
  const meanImages = new MeanImages({ ...pictures, shelf });
  return {
    unprompted: new UnpromptedLogits({ backbone }),
    meanImages,
    shelf,
    dispose() {
      meanImages.dispose();
      shelf.dispose();
    },
  };
}
