import { Arriving } from '../ui/arriving';
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
        <Arriving name={app.places.door} waiting={<p>{app.openingPlace}</p>}>
          <PredictCard {...question} size="card" />
        </Arriving>
      )}
    />
  );
}
