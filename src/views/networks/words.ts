import type { Messages } from '../../messages/messages';
import type { FoundNetwork } from '../../worker/network-protocol';

type Words = Messages['networks'];

export function originWords(origin: FoundNetwork['origin'], text: Words): string {
  return origin.from === 'hub' ? text.fromHub(origin.repository, origin.revision) : text.fromFile;
}

export function suggestedWords(suggested: NonNullable<FoundNetwork['suggested']>, text: Words): string {
  const { source, side, patch, patternLearningRate, maskLearningRate, maskDecay } = suggested;
  const rates = [patternLearningRate, maskLearningRate] as const;
  return text.suggested({ source, side, patch, rates, never: maskDecay === 1 });
}
