import { knockOutOf } from '../core/ablation/knock-outs';
import { masks, masksPart } from '../core/ablation/masks';
import { patternPart } from '../core/ablation/pattern';
import type { MethodConfig } from '../core/method-config';
import type { KnockOutChoice } from '../store/knock-out';

/**
 * Which images the mask on the bench was made for.
 * @param off what is switched off in the pictures shown; null = nothing
 */
export function maskOwner(method: MethodConfig, off: KnockOutChoice | null): 'this' | 'another' | 'all' {
  if (off?.block === masks.id) {
    const offer = knockOutOf(off.block, off.variant);
    return 'by' in offer && offer.by.kind === 'swapped' ? 'another' : 'all';
  }
  const part = masksPart(method);
  return part.from === 'generator' && part.input === 'each-image' ? 'this' : 'all';
}

/** Which images the pattern on the bench was made for; `classes` = mixed from one for each class. */
export function patternOwner(method: MethodConfig): 'this' | 'classes' | 'all' {
  const { from } = patternPart(method);
  return from === 'generator' ? 'this' : from === 'classes' ? 'classes' : 'all';
}
