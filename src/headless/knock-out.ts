import type { KnockOut } from '../core/ablation/block';
import { knockOutOf, knockOutRefusal } from '../core/ablation/knock-outs';
import { blocks, splitSetting } from '../core/ablation/registry';
import type { MethodConfig } from '../core/method-config';
import { UserError } from '../lib/user-error';

/**
 * What `explain --set` changes in a trained run, nothing trained again. What the run was trained with changes nothing.
 * @param settings `block=variant`, or what the block can only show
 * @returns in the order of the pipeline
 * @throws UserError when the run cannot show it
 */
export function knockOuts(trained: MethodConfig, settings: readonly string[]): readonly KnockOut[] {
  const chosen = settings.map(splitSetting);
  return blocks.flatMap(({ id }) =>
    chosen
      .filter(({ block, variant }) => block === id && trained[block] !== variant)
      .map(({ block, variant }) => {
        const offer = knockOutOf(block, variant);
        if ('none' in offer) {
          throw new UserError(
            `A run trained with ${block}=${trained[block]} cannot show ${block}=${variant}. ${offer.none} For that, run \`train --set ${block}=${variant}\`.`,
          );
        }
        const refused = knockOutRefusal(block, variant, trained);
        if (refused) throw new UserError(`This run cannot show ${block}=${variant}. ${refused}`);
        return offer.by;
      }),
  );
}
