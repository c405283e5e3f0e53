import { Suspense } from 'react';
import { lazyPart } from '../ui/lazy-part';
import { useMessages } from '../ui/use-messages';
import { DoorPanel } from '../views/door/Panel';

/** Loaded when a question is opened: the first view shows none. */
const PredictCard = lazyPart(async () => (await import('../views/predict/predict-card')).PredictCard);

/** The door, and the questions that are asked there. */
export function Door() {
  const { app } = useMessages();
  return (
    <DoorPanel
      renderQuestion={(question) => (
        <Suspense fallback={<p>{app.openingPlace}</p>}>
          <PredictCard {...question} size="card" />
        </Suspense>
      )}
    />
  );
}
