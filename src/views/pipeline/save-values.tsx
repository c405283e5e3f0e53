import { useController } from '../../controller/use-controller';
import { Button } from '../../ui/controls/button';
import { Icon } from '../../ui/controls/icon';
import { useMessages } from '../../ui/use-messages';
import type { Bench } from './bench';
import type { RunConfig } from '../../core/method-config';

interface SaveValuesProps {
  readonly bench: Bench;
  readonly config: RunConfig;
  readonly sampleId: string;
  readonly step: number;
}

/** Every number that the bench shows, as a file: what is read off a picture can be checked elsewhere. */
export function SaveValues({ bench, ...origin }: SaveValuesProps) {
  const controller = useController();
  const { pipeline: text } = useMessages();
  const { resized, mask, maskFull, pattern, prompted } = bench;
  const stages = { resized, mask, maskFull, pattern, prompted };
  return (
    <Button
      look="quiet"
      title={text.saveValuesHint}
      onClick={() => controller.saveValues({ ...origin, stages })}
    >
      <Icon name="save" />
      {text.saveValues}
    </Button>
  );
}
