import type { MappingId, MethodConfig } from '../method-config';
import type { Block, Variant } from './block';

/** When π is made, and from what (paper.md A.8). */
export interface MappingPart {
  /** `once`: before training. `every-epoch`: at the start of each, used in it and for the test after it */
  readonly made: 'once' | 'every-epoch';
  /** a random draw, or the greedy assignment of the frequency matrix under the prompt of that moment */
  readonly from: 'random' | 'frequencies';
}

const fixed = {
  none: 'Masks and pattern were trained for the mapping of their run; another one needs training.',
};

const variants = {
  ilm: {
    id: 'ilm',
    label: 'Iterative',
    definition:
      'Before every epoch the network is asked again which of its classes each label looks most like under the current prompt.',
    reference: 'Paper, algorithms 2 and 4 (ILM)',
    published: { table: 10, entry: 'ilm_with', measures: 'accuracy', differs: null },
    role: 'default',
    startsAtIdentity: true,
    knockOut: fixed,
    part: { made: 'every-epoch', from: 'frequencies' },
  },
  flm: {
    id: 'flm',
    label: 'Frequent',
    definition: 'The same question, asked once before training on the unprompted images, then kept.',
    reference: 'Paper, algorithms 2 and 3 (FLM)',
    published: { table: 10, entry: 'flm_with', measures: 'accuracy', differs: null },
    role: 'variant',
    startsAtIdentity: true,
    knockOut: fixed,
    part: { made: 'once', from: 'frequencies' },
  },
  rlm: {
    id: 'rlm',
    label: 'Random',
    definition: 'Each label gets a source class at random, whatever the images show.',
    reference: 'Paper, appendix (RLM)',
    published: { table: 10, entry: 'rlm_with', measures: 'accuracy', differs: null },
    role: 'variant',
    startsAtIdentity: true,
    knockOut: fixed,
    part: { made: 'once', from: 'random' },
  },
} as const satisfies { readonly [Id in MappingId]: Variant<MappingPart> & { readonly id: Id } };

/** Which of the network's classes stands for which label. */
export const mapping = {
  id: 'mapping',
  label: 'Label mapping',
  question: 'Which of the network’s classes should stand for each label?',
  default: 'ilm',
  variants: Object.values<Variant<MappingPart>>(variants),
} as const satisfies Block<MappingPart>;

export function mappingPart({ mapping }: Pick<MethodConfig, 'mapping'>): MappingPart {
  return variants[mapping].part;
}
