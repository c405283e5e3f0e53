import { lazy, Suspense } from 'react';
import type { Predict } from '../../data/deck';

const PredictCard = lazy(async () => ({
  default: (await import('../../views/predict/predict-card')).PredictCard,
}));

interface SlidePredictionProps {
  readonly id: string;
  readonly predict: Predict;
}

/** The question of a slide, loaded when the first one is asked. */
export function SlidePrediction({ id, predict }: SlidePredictionProps) {
  return (
    <Suspense fallback={<p>{predict.question}</p>}>
      <PredictCard key={id} id={id} predict={predict} size="stage" />
    </Suspense>
  );
}
