import { suggestion } from '../../lib/closest';
import { UserError } from '../../lib/user-error';
import type { MethodConfig } from '../method-config';
import { baseline } from './baseline';
import type { Block, Variant } from './block';
import { channels } from './channels';
import { generator } from './generator';
import { interpolation } from './interpolation';
import { mapping } from './mapping';
import { masks } from './masks';
import { checkMethodConfig } from './method-limits';
import { countParameters, type ParameterCounts } from './parameter-count';
import { pattern } from './pattern';

/**
 * Every switch of the method. Page, links, capsules, command line, counts and contract tests iterate over this
 * list, so a new variant is one entry in one block's file. No TensorFlow.js behind it: the page loads it first.
 */
export const blocks = [
  baseline,
  masks,
  channels,
  generator,
  interpolation,
  pattern,
  mapping,
] as const satisfies readonly Block[];

export type BlockId = (typeof blocks)[number]['id'];

/** One variant of each block. */
export type Switches = Pick<MethodConfig, BlockId>;

/** SMM as published. */
export const defaultSwitches = Object.fromEntries(
  blocks.map((block) => [block.id, block.default]),
) as unknown as Switches;

/** The blocks with their types widened, for code that treats them all alike. */
const anyBlocks: readonly Block[] = blocks;

/** @throws UserError when there is no such block */
export function findBlock(blockId: string): Block {
  const block = anyBlocks.find(({ id }) => id === blockId);
  if (block) return block;
  const known = anyBlocks.map(({ id }) => id);
  throw new UserError(`There is no switch "${blockId}". ${suggestion(blockId, known)}`);
}

/** @throws UserError when there is no such block or variant */
export function findVariant(blockId: string, variantId: string): Variant {
  const block = findBlock(blockId);
  const variant = block.variants.find(({ id }) => id === variantId);
  if (!variant) {
    const known = block.variants.map(({ id }) => id);
    throw new UserError(`The switch "${blockId}" has no "${variantId}". ${suggestion(variantId, known)}`);
  }
  return variant;
}

/**
 * Reads `--set BLOCK=VARIANT`, several of them, onto a configuration, and checks that the result can be run.
 * @throws UserError
 */
export function applySet(config: MethodConfig, settings: readonly string[]): MethodConfig {
  const changes = settings.map((setting) => {
    const { block, variant } = parseSet(setting);
    return [block, variant];
  });
  const changed: MethodConfig = { ...config, ...Object.fromEntries(changes) };
  checkConfig(changed);
  return changed;
}

/** @param setting `baseline=full` */
export function parseSet(setting: string): { readonly block: BlockId; readonly variant: string } {
  const parts = splitSetting(setting);
  findVariant(parts.block, parts.variant);
  return parts;
}

/** The same, where something else than a variant may stand behind the block. */
export function splitSetting(setting: string): { readonly block: BlockId; readonly variant: string } {
  const [block, variant, ...more] = setting.split('=');
  if (!block || !variant || more.length > 0) {
    throw new UserError(
      `"${setting}" is not a setting. Write it as switch=variant, for example baseline=full.`,
    );
  }
  return { block: findBlock(block).id as BlockId, variant };
}

/** Why this variant cannot be chosen with the rest of the configuration, in a sentence; null = it can. */
export function refusal(blockId: BlockId, variantId: string, config: MethodConfig): string | null {
  const chosen = { ...config, [blockId]: variantId };
  const block = findBlock(blockId);
  const meaningless = variantId === block.default ? null : block.onlyDefault?.(chosen);
  return meaningless ?? findVariant(blockId, variantId).refuses?.(chosen) ?? null;
}

/**
 * The switches with one of them set, and every other that this makes meaningless back at its default: what
 * a person means who chooses a variant. The variant itself may still be refused.
 */
export function choose(config: MethodConfig, blockId: BlockId, variantId: string): MethodConfig {
  return blocks.reduce(
    (chosen: MethodConfig, { id, default: initial }) => {
      if (id === blockId || refusal(id, chosen[id], chosen) === null) return chosen;
      return { ...chosen, [id]: initial };
    },
    { ...config, [blockId]: variantId },
  );
}

/** @throws UserError when the configuration cannot be run */
export function checkConfig(config: MethodConfig): void {
  checkMethodConfig(config);
  for (const { id } of blocks) {
    const sentence = refusal(id, config[id], config);
    if (sentence) throw new UserError(sentence);
  }
}

export interface VariantListing {
  readonly block: string;
  readonly id: string;
  readonly role: Variant['role'];
  readonly parameters: ParameterCounts;
}

/** Every variant with its parameter counts, all else as in `config`. */
export function listVariants(config: MethodConfig): readonly VariantListing[] {
  return anyBlocks.flatMap(({ id: block, variants }) =>
    variants.map(({ id, role }) => ({
      block,
      id,
      role,
      parameters: countParameters({ ...config, [block]: id }),
    })),
  );
}
