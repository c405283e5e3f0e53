import { baselinePart } from './baseline';
import type { ParameterSpec } from '../method';
import type { MethodConfig } from '../method-config';
import { methodParameters } from './method-parameters';

/** The four counts of paper.md C.0. Running statistics and the frozen backbone are in none of them. */
export interface ParameterCounts {
  /** trained values of δ, or of all class patterns */
  readonly patternAllocated: number;
  /** those of them that can reach the output */
  readonly patternEffective: number;
  /** trainables of whatever makes the mask, and the pattern where that is generated with it */
  readonly generator: number;
  /** all trainables: allocated patterns and generator */
  readonly total: number;
}

export function countParameters(config: MethodConfig): ParameterCounts {
  const parameters = methodParameters(config);
  const patternAllocated = countGroup(parameters, 'pattern');
  const generator = countGroup(parameters, 'mask');
  const { mask } = baselinePart(config);
  const patternEffective =
    mask.from === 'frame' ? 3 * mask.cells(config).reduce((sum, cell) => sum + cell, 0) : patternAllocated;
  return { patternAllocated, patternEffective, generator, total: patternAllocated + generator };
}

/** Values in all parameters of a group. */
export function countGroup(parameters: readonly ParameterSpec[], group: ParameterSpec['group']): number {
  return parameters
    .filter((spec) => spec.group === group)
    .reduce((sum, { shape }) => sum + shape.reduce((size, extent) => size * extent, 1), 0);
}
