import { isPresenting } from '../../store/lecture';
import { goToShelf } from '../../store/stage-actions';
import { useExplorer } from '../../store/store';
import { Arriving } from '../../ui/arriving';
import { Button } from '../../ui/controls/button';
import { lazyPart } from '../../ui/lazy-part';
import { useMessages } from '../../ui/use-messages';
// what opens beside something must open with networking off too
import '../../ui/controls/popover-layer';
import { DecksPanel } from '../../views/decks/Panel';
import { PrintedDeck } from './printed-deck';
import { Stage } from './stage';
import styles from './stage.module.css';

const Editor = lazyPart(async () => (await import('../../views/deck-editor/Panel')).DeckEditorPanel);
const Presenter = lazyPart(async () => (await import('./presenter')).Presenter);

/** The lecture place: all decks, one that is made, one that is presented. */
export function Lecture() {
  const { app } = useMessages();
  const deck = useExplorer(({ view }) => view.deck);
  const open = useExplorer(({ lecture }) => lecture.draft !== null && lecture.draft.id === deck);
  const presenting = useExplorer(isPresenting);
  const lectern = useExplorer(({ view }) => view.lectern);
  if (deck === null) return <DecksPanel />;
  if (!open) return <Opening />;
  return (
    <>
      <div className={styles.screen}>
        <Arriving name={app.places.lecture}>
          {!presenting ? <Editor /> : lectern === 'presenter' ? <Presenter /> : <Stage />}
        </Arriving>
      </div>
      <PrintedDeck />
    </>
  );
}

/** Until the deck is here; or the sentence why it does not come, and the way on. */
function Opening() {
  const { lecture: text, translated } = useMessages();
  const problem = useExplorer(({ lecture }) => lecture.problem);
  return (
    <div className={styles.waiting} role={problem === null ? 'status' : 'alert'}>
      <p>{problem === null ? text.opening : translated(problem)}</p>
      {problem !== null && (
        <div>
          <Button look="primary" onClick={goToShelf}>
            {text.back}
          </Button>
        </div>
      )}
    </div>
  );
}
