import type { ParameterSpec } from '../method';
import type { MethodConfig } from '../method-config';
import { baselinePart } from './baseline';
import { layerParameters } from './layer-spec';
import { generatorSpec, layersOf } from './mask-generator';
import { masksPart } from './masks';
import { patternPart } from './pattern';

/** Everything a method holds, in a fixed order: the pattern, then what makes masks from its first layer to its last. */
export function methodParameters(config: MethodConfig): readonly ParameterSpec[] {
  const { mask, pattern } = baselinePart(config);
  if (pattern === 'none') return [];
  return mask.from === 'switches' ? [...patterns(config), ...masks(config)] : [sharedPattern(config)];
}

function sharedPattern({ side }: MethodConfig): ParameterSpec {
  return {
    name: 'delta',
    shape: [side, side, 3],
    group: 'pattern',
    start: { kind: 'constant', value: 0 },
  };
}

function patterns(config: MethodConfig): readonly ParameterSpec[] {
  const part = patternPart(config);
  const shared = sharedPattern(config);
  switch (part.from) {
    case 'shared':
      return [shared];
    case 'classes':
      return [{ ...shared, name: 'patterns', shape: [config.classes, ...shared.shape] }];
    case 'generator':
    case 'nothing':
      return [];
    default:
      return part satisfies never;
  }
}

function masks(config: MethodConfig): readonly ParameterSpec[] {
  const part = masksPart(config);
  switch (part.from) {
    case 'generator':
      return layerParameters(layersOf(generatorSpec(config)));
    case 'parameters': {
      const { name, channels, start } = part;
      const grid = Math.floor(config.side / config.patch);
      return [
        {
          name,
          shape: [grid, grid, channels],
          group: 'mask',
          start: { kind: 'constant', value: start },
        },
      ];
    }
    default:
      return part satisfies never;
  }
}
