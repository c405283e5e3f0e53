import type { MouseEvent, ReactNode } from 'react';
import { followLink } from '../../store/follow-link';

interface StateLinkProps {
  /** a query of the page, `?` included */
  readonly to: string;
  readonly className?: string | undefined;
  /** what is done there at once; a link opened in another tab does without */
  readonly onArrival?: () => void;
  readonly children: ReactNode;
}

/** A link to a state of the page: it opens in another tab too; here nothing is loaded again. */
export function StateLink({ to, className, onArrival, children }: StateLinkProps) {
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    followLink(to);
    onArrival?.();
    window.scrollTo(0, 0);
  };
  return (
    <a href={to || './'} className={className} onClick={follow}>
      {children}
    </a>
  );
}
