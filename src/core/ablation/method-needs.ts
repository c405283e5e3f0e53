import type { MethodNeeds } from '../method';
import type { MethodConfig } from '../method-config';
import { baselinePart } from './baseline';
import { masksPart } from './masks';
import { patternPart } from './pattern';

/** What a method has to be told beside the images, see PromptContext. */
export function methodNeeds(config: MethodConfig): MethodNeeds {
  if (baselinePart(config).mask.from !== 'switches') return { routing: 'none', meanImage: false };
  const masks = masksPart(config);
  const pattern = patternPart(config);
  return {
    routing: pattern.from === 'classes' ? pattern.routedBy : 'none',
    meanImage: masks.from === 'generator' && masks.input === 'mean-image',
  };
}
