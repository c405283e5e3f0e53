import { blocks, checkConfig, choose, parseSet } from '../core/ablation/registry';
import { methodParameters } from '../core/ablation/method-parameters';
import type { MethodConfig } from '../core/method-config';
import { UserError } from '../lib/user-error';

/**
 * A trained run with a part switched off and nothing trained again. Only a variant that needs nothing trained can
 * stand in for the one that was: any other would run on values that were learned for something else.
 * @param settings as `--set` gives them
 * @throws UserError when there is no such knock-out
 */
export function knockOut(trained: MethodConfig, settings: readonly string[]): MethodConfig {
  const config = settings
    .map(parseSet)
    .reduce((chosen: MethodConfig, { block, variant }) => choose(chosen, block, variant), trained);
  checkConfig(config);
  const changed = blocks.filter(({ id }) => config[id] !== trained[id]);
  if (changed.length > 0 && methodParameters(config).length > 0) {
    const [{ id }] = changed as [(typeof blocks)[number]];
    throw new UserError(
      `A run trained with ${id}=${trained[id]} cannot show ${id}=${config[id]}: that has to be trained. Run \`train --set ${id}=${config[id]}\`, or switch the prompt off with baseline=unprompted.`,
    );
  }
  return config;
}
