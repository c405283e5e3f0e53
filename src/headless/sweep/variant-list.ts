/** The variants of a plan: `default`, `masks=shared-binary`, several joined by commas, or `masks=*`. */
import { applySet, blocks, defaultSwitches, findBlock } from '../../core/ablation/registry';
import type { MethodConfig } from '../../core/method-config';
import { UserError } from '../../lib/user-error';

export interface ListedVariant {
  /** as `--set` takes them */
  readonly settings: readonly string[];
  /** one of all of a block: left out without a word where it cannot be combined with the rest */
  readonly ofAll: boolean;
}

/** Any method: what cannot be said of a name alone is said where the rest is known. */
const ANY: MethodConfig = { ...defaultSwitches, side: 64, nativeSide: 32, classes: 2, patch: 8 };

/** @throws UserError where there is no such switch or variant */
export function listedVariants(written: string): ListedVariant[] {
  if (written === 'default') return [{ settings: [], ofAll: false }];
  const settings = written.split(',').map((part) => part.trim());
  for (const setting of settings) {
    if (!setting.startsWith('mapping=')) continue;
    throw new UserError('Label mappings have a key of their own. Write them under "mappings".');
  }
  const [only] = settings;
  if (settings.length === 1 && only!.endsWith('=*')) {
    const block = findBlock(only!.slice(0, -2));
    return block.variants
      .filter(({ id }) => id !== block.default)
      .map(({ id }) => ({ settings: [`${block.id}=${id}`], ofAll: true }));
  }
  const names = settings.map((setting) => setting.split('=')[0]);
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice) throw new UserError(`"${written}" sets "${twice}" twice. Write each switch once.`);
  checkNames(settings);
  return [{ settings, ofAll: false }];
}

/** A combination may be refused for reasons that only the rest of the run decides; a name may not. */
function checkNames(settings: readonly string[]): void {
  for (const setting of settings) {
    try {
      applySet(ANY, [setting]);
    } catch (error) {
      const [block, variant] = setting.split('=');
      const known = blocks.find(({ id }) => id === block)?.variants.some(({ id }) => id === variant);
      if (!known) throw error;
    }
  }
}
