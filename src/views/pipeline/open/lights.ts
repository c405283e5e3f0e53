import type { StageId, SubStepId } from '../../../store/view';

/** Places of the bench that stay lit while the others stand back: its terms, and the two lists of answers. */
export type LitPlace = 'resized' | 'pattern' | 'mask' | 'prompted' | 'network' | 'mapping';

/** What an open stage is about. */
export const stageLights = {
  resized: ['resized'],
  mask: ['mask'],
  upsampling: ['mask'],
  pattern: ['pattern'],
  prompted: ['prompted'],
  network: ['network'],
  mapping: ['mapping'],
} as const satisfies Record<StageId, readonly LitPlace[]>;

/** What a part of a training step works on. */
export const subStepLights = {
  resize: ['resized'],
  generate: ['resized', 'mask'],
  upsample: ['mask'],
  multiply: ['pattern', 'mask'],
  add: ['resized', 'pattern', 'mask', 'prompted'],
  classify: ['prompted', 'network'],
  map: ['network', 'mapping'],
  loss: ['mapping'],
  'gradient-pattern': ['pattern'],
  'gradient-mask': ['mask'],
  adam: ['pattern', 'mask'],
} as const satisfies Record<SubStepId, readonly LitPlace[]>;
