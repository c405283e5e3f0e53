import { lazy, Suspense, type ComponentType } from 'react';
import type { Predict } from '../../data/deck';

interface CardProps {
  readonly id: string;
  readonly predict: Predict;
  readonly size: 'card' | 'stage';
}

const [load] = Object.values(
  import.meta.glob<{ readonly PredictCard: ComponentType<CardProps> }>(
    '../../views/predict/predict-card.tsx',
  ),
);
const PredictCard = load ? lazy(async () => ({ default: (await load()).PredictCard })) : null;

/** The question of a slide, loaded when the first one is asked. */
export function SlidePrediction({ id, predict }: Omit<CardProps, 'size'>) {
  if (!PredictCard) return <p>{predict.question}</p>;
  return (
    <Suspense fallback={<p>{predict.question}</p>}>
      <PredictCard key={id} id={id} predict={predict} size="stage" />
    </Suspense>
  );
}
