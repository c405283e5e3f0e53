import { Dialog as Base } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';
import { Button } from './button';
import { Icon } from './icon';
import styles from './dialog.module.css';

export interface DialogProps {
  readonly open: boolean;
  readonly title: string;
  /** the word on the button that closes it */
  readonly close: string;
  /** `sheet` comes in from the side, over the full height; `wide` is for lists, and the whole of a telephone */
  readonly look?: 'centred' | 'sheet' | 'wide';
  readonly children: ReactNode;
  onOpenChange(open: boolean): void;
}

/** The modal itself; loaded when one is first wanted. */
export function DialogLayer({ open, title, close, look = 'centred', children, onOpenChange }: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className={styles.backdrop} />
        <Base.Popup className={`${styles.popup} ${styles[look]}`}>
          <div className={styles.head}>
            <Base.Title className={styles.title}>{title}</Base.Title>
            <Base.Close render={<Button look="quiet" aria-label={close} />}>
              <Icon name="close" />
            </Base.Close>
          </div>
          <div className={styles.body}>{children}</div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
