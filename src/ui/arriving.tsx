import { Suspense, type ReactNode } from 'react';
import { PanelBoundary } from './panel-boundary';

interface ArrivingProps {
  /** what the person knows it as */
  readonly name: string;
  /** what stands there meanwhile */
  readonly waiting?: ReactNode;
  readonly children: ReactNode;
}

/** Room for a part that is loaded when it is shown: while it comes, and where it does not, with a way to try again. */
export function Arriving({ name, waiting = null, children }: ArrivingProps) {
  return (
    <PanelBoundary name={name}>
      <Suspense fallback={waiting}>{children}</Suspense>
    </PanelBoundary>
  );
}
