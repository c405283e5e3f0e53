import { useController } from '../controller/use-controller';
import { useExplorer } from '../store/store';
import { Button } from '../ui/controls/button';
import { Icon } from '../ui/controls/icon';
import { Tooltip } from '../ui/controls/tooltip';
import { useMessages } from '../ui/use-messages';

/** Makes a slide of what is on screen; the editor then opens at it. */
export function AddToDeck({ look = 'sign' }: { readonly look?: 'sign' | 'row' }) {
  const { openers } = useMessages();
  const { decks } = useController();
  const here = useExplorer(({ view }) => view.place === 'explore' || view.place === 'compare');
  if (!here) return null;
  if (look === 'row') {
    return (
      <Button look="quiet" onClick={() => decks.addState()}>
        <Icon name="slides" />
        {openers.addToDeck}
      </Button>
    );
  }
  return (
    <Tooltip text={openers.addToDeckHint}>
      <Button look="quiet" aria-label={openers.addToDeck} onClick={() => decks.addState()}>
        <Icon name="slides" />
      </Button>
    </Tooltip>
  );
}
