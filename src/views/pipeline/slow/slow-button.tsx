import { slowDown } from '../../../store/actions';
import { subStepIds } from '../../../store/view';
import { Button } from '../../../ui/controls/button';
import { Icon } from '../../../ui/controls/icon';
import { useMessages } from '../../../ui/use-messages';

/** Takes one training step apart, from its first part on. */
export function SlowButton() {
  const { openers: text } = useMessages();
  return (
    <Button
      look="quiet"
      data-control
      title={text.slowlyHint}
      data-slows
      onClick={() => slowDown(subStepIds[0])}
    >
      <Icon name="step" />
      {text.slowly}
    </Button>
  );
}
