import type { DialogProps } from './dialog-layer';
import { Arriving } from '../arriving';
import { lazyPart } from '../lazy-part';
import { useWanted } from './use-wanted';

const DialogLayer = lazyPart(
  async () => (await import('./dialog-layer')).DialogLayer,
  () => Promise.resolve(),
);

/** A modal: keeps the focus inside, closes on Escape and outside, gives the focus back. */
export function Dialog(props: DialogProps) {
  return (
    useWanted(props.open) && (
      <Arriving name={props.title}>
        <DialogLayer {...props} />
      </Arriving>
    )
  );
}
