import { lazy, Suspense } from 'react';
import type { DialogProps } from './dialog-layer';
import { useWanted } from './use-wanted';

const DialogLayer = lazy(async () => ({ default: (await import('./dialog-layer')).DialogLayer }));

/** A modal: keeps the focus inside, closes on Escape and outside, gives the focus back. */
export function Dialog(props: DialogProps) {
  return (
    useWanted(props.open) && (
      <Suspense>
        <DialogLayer {...props} />
      </Suspense>
    )
  );
}
