import { Command } from 'commander';
import { defaultSwitches, listVariants } from '../core/ablation/registry';
import { sideLimits } from '../core/ablation/method-limits';
import { wholeNumber } from './arguments';

export function variantsCommand(): Command {
  return new Command('variants')
    .description('every variant of every block, with its parameter counts')
    .option(
      '--size <pixels>',
      'side of the backbone’s input',
      wholeNumber({ from: sideLimits.least, to: sideLimits.most }),
      224,
    )
    .option('--classes <n>', 'target classes', wholeNumber({ from: 2 }), 10)
    .option('--native <pixels>', 'side of the native images', wholeNumber({ from: 1 }), 32)
    .option('--json', 'a JSON array on stdout', false)
    .action(({ size, classes, native, json }) => {
      const listing = listVariants({
        ...defaultSwitches,
        side: size,
        nativeSide: native,
        classes,
        patch: 8,
      });
      if (json) console.log(JSON.stringify(listing, null, 2));
      else console.table(listing.map(({ parameters, ...variant }) => ({ ...variant, ...parameters })));
    });
}
