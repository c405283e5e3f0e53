/** What a network suggests for a run with it, where the person has not said otherwise. */
import type { Command } from 'commander';
import type { BackboneFile } from '../data/backbone-file';
import type { RunOptions } from './run-options';

/** Blocks that settle what makes the masks: with one of them chosen, another generator might not fit. */
export const SETTLES_GENERATOR = /^(generator|masks|pattern|baseline)=/;

/**
 * @param isGiven whether the person gave an option
 * @returns the options that hold, and a sentence about what was taken over, null where nothing was
 */
export function withSuggestions(
  options: RunOptions,
  { title, suggested }: Pick<BackboneFile, 'title' | 'suggested'>,
  isGiven: (option: string) => boolean,
): { readonly options: RunOptions; readonly note: string | null } {
  if (!suggested) return { options, note: null };
  const { side, patch, generator, source } = suggested;
  const taken: string[] = [];
  let result = options;
  const take = (change: Partial<RunOptions>, ...words: readonly string[]): void => {
    result = { ...result, ...change };
    taken.push(...words);
  };
  if (!isGiven('size')) take({ size: side }, `--size ${side}`);
  if (!isGiven('patch')) take({ patch }, `--patch ${patch}`);
  if (!options.set.some((setting) => SETTLES_GENERATOR.test(setting))) {
    take({ set: [`generator=${generator}`, ...options.set] }, `--set generator=${generator}`);
  }
  // a rate of the person's own holds for both, see the option
  if (!isGiven('lr')) {
    const { patternLearningRate, patternDecay, maskLearningRate, maskDecay } = suggested;
    take({ lr: patternLearningRate, patternDecay }, `--lr ${patternLearningRate}`);
    if (!isGiven('lrMask')) {
      const decay = maskDecay === 1 ? ' (never decayed)' : '';
      take({ lrMask: maskLearningRate, maskDecay }, `--lr-mask ${maskLearningRate}${decay}`);
    }
  }
  if (taken.length === 0) return { options, note: null };
  return {
    options: result,
    note: `${title}: what you leave open follows ${source}: ${taken.join(' ')}.`,
  };
}

/** The same for a command, which says so. */
export function suggestedOptions(
  options: RunOptions,
  command: Pick<Command, 'getOptionValueSource'>,
  backboneFile: BackboneFile,
): RunOptions {
  const isGiven = (option: string): boolean => command.getOptionValueSource(option) === 'cli';
  const { options: held, note } = withSuggestions(options, backboneFile, isGiven);
  if (note) process.stderr.write(`${note}\n`);
  return held;
}
