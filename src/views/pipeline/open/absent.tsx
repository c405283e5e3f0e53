import type { StageId } from '../../../store/view';
import { useMessages } from '../../../ui/use-messages';
import { Drawer } from './drawer';

/** A link may open a stage that this run's method does not have. */
export function Absent({ stage }: { readonly stage: StageId }) {
  const { stages: text } = useMessages();
  return (
    <Drawer stage={stage} sentence={text.absent[stage]}>
      {null}
    </Drawer>
  );
}
