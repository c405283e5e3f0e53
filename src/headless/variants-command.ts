import { Command } from 'commander';
import { listVariants } from '../core/ablation/registry';
import { blocks } from '../core/ablation/registry';
import type { MethodConfig } from '../core/method-config';
import { wholeNumber } from './arguments';

export function variantsCommand(): Command {
  return new Command('variants')
    .description('every variant of every block, with its parameter counts')
    .option('--size <pixels>', 'side of the backbone’s input', wholeNumber({ from: 32, to: 224 }), 224)
    .option('--classes <n>', 'target classes', wholeNumber({ from: 2 }), 10)
    .option('--native <pixels>', 'side of the native images', wholeNumber({ from: 1 }), 32)
    .option('--json', 'a JSON array on stdout', false)
    .action(({ size, classes, native, json }) => {
      const defaults = Object.fromEntries(blocks.map((block) => [block.id, block.default]));
      const listing = listVariants({
        ...defaults,
        side: size,
        nativeSide: native,
        classes,
        patch: 8,
        generatorLayers: 5,
        generatorSize: 'medium',
      } as MethodConfig);
      if (json) console.log(JSON.stringify(listing, null, 2));
      else console.table(listing.map(({ parameters, ...variant }) => ({ ...variant, ...parameters })));
    });
}
