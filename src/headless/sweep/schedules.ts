/** How long and how fast a run of a plan trains. */
import { usualTraining } from '../../core/ablation/usual-training';
import type { TrainingConfig } from '../../core/method-config';
import type { SuggestedSettings } from '../../data/backbones/suggested-settings';
import { suggestion } from '../../lib/closest';
import { UserError } from '../../lib/user-error';
import type { WrittenSchedule } from './plan-schema';

export interface Schedule {
  readonly name: string;
  /** the paper's: where a network has settings of its own there, these hold */
  readonly paper: boolean;
  trainingFor(network: { readonly suggested: SuggestedSettings | null }, own: OwnSettings): TrainingConfig;
}

interface OwnSettings {
  readonly seed: number;
  /** of the data, whatever the schedule says */
  readonly batch: number | undefined;
}

type Rates = Omit<TrainingConfig, 'seed' | 'trainLimit' | 'testLimit'>;

/** The paper's (appendix on training, table 9). For vision transformers φ has a rate of its own, see `suggested`. */
const PAPER: Rates = {
  epochs: 200,
  batch: 256,
  patternLearningRate: 0.01,
  maskLearningRate: 0.01,
  patternDecay: 0.1,
  maskDecay: 0.1,
  augmentation: 'crop-flip',
};

/** @throws UserError where a name stands for nothing */
export function scheduleOf(written: WrittenSchedule, index: number): Schedule {
  if (typeof written === 'string' && written !== 'paper') {
    throw new UserError(
      `"${written}" is no preset. ${suggestion(written, ['paper'])} Or write keys: epochs, batch, lr.`,
    );
  }
  const given = typeof written === 'string' ? { preset: 'paper' as const } : written;
  const paper = given.preset === 'paper';
  return {
    name: given.name ?? (paper ? 'paper' : `schedule-${index + 1}`),
    paper,
    trainingFor({ suggested }, { seed, batch }) {
      const rates = paper ? withSuggested(suggested) : usualTraining;
      const { lr, decay } = given;
      return {
        epochs: given.epochs ?? rates.epochs,
        batch: batch ?? given.batch ?? rates.batch,
        patternLearningRate: lr ?? rates.patternLearningRate,
        // a rate that was said holds for both, as in `smm train`
        maskLearningRate: given['lr-mask'] ?? lr ?? rates.maskLearningRate,
        patternDecay: decay ?? rates.patternDecay,
        maskDecay: given['decay-mask'] ?? decay ?? rates.maskDecay,
        augmentation: given.augment ?? rates.augmentation,
        seed,
        trainLimit: given['train-limit'] ?? null,
        testLimit: given['test-limit'] ?? null,
      };
    },
  };
}

function withSuggested(suggested: SuggestedSettings | null): Rates {
  if (!suggested) return PAPER;
  const { patternLearningRate, patternDecay, maskLearningRate, maskDecay } = suggested;
  return { ...PAPER, patternLearningRate, patternDecay, maskLearningRate, maskDecay };
}
