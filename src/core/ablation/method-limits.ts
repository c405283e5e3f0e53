import { UserError } from '../../lib/user-error';
import type { MethodConfig } from '../method-config';

/** Patch sides p = 2^l, as many pools as l. */
export const patches: readonly number[] = [1, 2, 4, 8, 16, 32];
export const sideLimits = { least: 32, most: 384 } as const;

/** @throws UserError when no method can be built from these values, whatever its variants */
export function checkMethodConfig({ side, patch, classes }: MethodConfig): void {
  const { least, most } = sideLimits;
  if (!Number.isInteger(side) || side < least || side > most) {
    throw new UserError(
      `An input side of ${side} cannot be used. Choose a whole number from ${least} to ${most}.`,
    );
  }
  if (!patches.includes(patch)) {
    throw new UserError(`A patch of ${patch} cannot be used. Choose one of: ${patches.join(', ')}.`);
  }
  if (!Number.isInteger(classes) || classes < 2) {
    throw new UserError(`${classes} classes are too few to tell apart. Use data with at least 2 classes.`);
  }
}
