import { baselinePart } from './baseline';
import { layerParameters, maskGenerator } from './mask-generator';
import type { ParameterSpec } from '../method';
import type { MethodConfig } from '../method-config';

/** Everything a method holds, in a fixed order: δ, then the mask generator from its first layer to its last. */
export function methodParameters(config: MethodConfig): readonly ParameterSpec[] {
  const { pattern, mask } = baselinePart(config);
  const { side } = config;
  const delta: ParameterSpec = {
    name: 'delta',
    shape: [side, side, 3],
    group: 'pattern',
    start: { kind: 'constant', value: 0 },
  };
  return [
    ...(pattern === 'none' ? [] : [delta]),
    ...(mask.from === 'generator' ? layerParameters(maskGenerator(config)) : []),
  ];
}
