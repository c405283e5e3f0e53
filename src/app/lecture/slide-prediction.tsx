import type { Predict } from '../../data/deck';
import { Arriving } from '../../ui/arriving';
import { lazyPart } from '../../ui/lazy-part';

const PredictCard = lazyPart(async () => (await import('../../views/predict/predict-card')).PredictCard);

interface SlidePredictionProps {
  readonly id: string;
  readonly predict: Predict;
}

/** The question of a slide, loaded when the first one is asked. */
export function SlidePrediction({ id, predict }: SlidePredictionProps) {
  return (
    <Arriving name={predict.question} waiting={<p>{predict.question}</p>}>
      <PredictCard key={id} id={id} predict={predict} size="stage" />
    </Arriving>
  );
}
