import { Popover as Base } from '@base-ui/react/popover';
import type { ReactNode, RefObject } from 'react';
import styles from './popover.module.css';

interface PopoverLayerProps {
  readonly anchor: RefObject<HTMLElement | null>;
  readonly open: boolean;
  readonly title: string;
  readonly children: ReactNode;
  onOpenChange(open: boolean): void;
}

/** The part of a popover that opens; loaded when one is first wanted. */
export function PopoverLayer({ anchor, open, title, children, onOpenChange }: PopoverLayerProps) {
  return (
    <Base.Root
      open={open}
      onOpenChange={(next, { reason, event }) => {
        // a press on the button itself: its click closes
        const onAnchor = event.target instanceof Node && anchor.current?.contains(event.target);
        if (reason !== 'outside-press' || !onAnchor) onOpenChange(next);
      }}
    >
      <Base.Portal>
        <Base.Positioner anchor={anchor} sideOffset={6} collisionPadding={12} className={styles.positioner}>
          <Base.Popup className={styles.popup} finalFocus={anchor}>
            <Base.Title className={styles.title}>{title}</Base.Title>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
