import type { RunConfig } from '../core/method-config';
import type { Messages } from '../messages/messages';
import type { Settings } from '../store/settings';

/** Settings with which a run that failed may do better, and a button's words for them. */
export interface Remedy {
  readonly change: Partial<Settings>;
  readonly label: string;
}

/** Batches below this train badly: their BatchNorm statistics are mostly noise. */
const leastBatch = 8;
const sides = [192, 160, 128, 96, 64, 32];

/** About half the memory. @returns null when the run is as small as it can be */
export function smaller({ method, training }: RunConfig, { notices }: Messages): Remedy | null {
  const batch = Math.floor(training.batch / 2);
  if (batch >= leastBatch) return { change: { batch }, label: notices.remedies.batch(batch) };
  const side = sides.find((one) => one < method.side);
  return side === undefined ? null : { change: { side }, label: notices.remedies.side(side) };
}

/** A third of both learning rates, on the scale 1, 3, 10. */
export function slower({ training }: RunConfig, { notices }: Messages): Remedy {
  const third = (rate: number): number => Number((rate / 3).toPrecision(1));
  const change = {
    patternLearningRate: third(training.patternLearningRate),
    maskLearningRate: third(training.maskLearningRate),
  };
  return { change, label: notices.remedies.rates(change.patternLearningRate, change.maskLearningRate) };
}
