import {
  cloneElement,
  useRef,
  useState,
  type ComponentProps,
  type ReactElement,
  type ReactNode,
} from 'react';
import { Arriving } from '../arriving';
import { LatePopoverLayer, loadPopoverLayer } from './late-popover-layer';
import { useWanted } from './use-wanted';

interface PopoverProps {
  /** the button that opens it */
  readonly trigger: ReactElement<ComponentProps<'button'>>;
  readonly title: string;
  /** a function is given the way to close it */
  readonly children: ReactNode | ((close: () => void) => ReactNode);
}

/** More about something, beside it: opened by a button, closed by Escape or a click elsewhere. */
export function Popover({ trigger, title, children }: PopoverProps) {
  const anchor = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const wanted = useWanted(open);
  // where it does not arrive, that is said once it is opened
  const prepare = () => void loadPopoverLayer().catch(() => undefined);
  return (
    <>
      {cloneElement(trigger, {
        ref: anchor,
        'aria-haspopup': 'dialog',
        'aria-expanded': open,
        onClick: () => setOpen(!open),
        onPointerEnter: prepare,
        onFocus: prepare,
      })}
      {wanted && (
        <Arriving name={title}>
          <LatePopoverLayer anchor={anchor} open={open} title={title} onOpenChange={setOpen}>
            {typeof children === 'function' ? children(() => setOpen(false)) : children}
          </LatePopoverLayer>
        </Arriving>
      )}
    </>
  );
}
