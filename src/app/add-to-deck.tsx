import { useController } from '../controller/use-controller';
import { useExplorer } from '../store/store';
import { Button } from '../ui/controls/button';
import { Icon } from '../ui/controls/icon';
import { Tooltip } from '../ui/controls/tooltip';
import { useMessages } from '../ui/use-messages';

/** Makes a slide of what is on screen; the editor then opens at it. */
export function AddToDeck({ look = 'sign' }: { readonly look?: 'sign' | 'row' }) {
  const { lecture } = useMessages();
  const { decks } = useController();
  const here = useExplorer(({ view }) => view.place === 'explore' || view.place === 'compare');
  if (!here) return null;
  if (look === 'row') {
    return (
      <Button look="quiet" onClick={() => decks.addState()}>
        <Icon name="slides" />
        {lecture.addTo}
      </Button>
    );
  }
  return (
    <Tooltip text={lecture.addToHint}>
      <Button look="quiet" aria-label={lecture.addTo} onClick={() => decks.addState()}>
        <Icon name="slides" />
      </Button>
    </Tooltip>
  );
}
