import { useEffect, useRef, useState } from 'react';
import { Arriving } from '../arriving';
import { Icon } from '../controls/icon';
import { LatePopoverLayer } from '../controls/late-popover-layer';
import { commandOf } from '../keys';
import { pictureAt, type DrawnPicture } from '../pictures/drawn';
import { useMessages } from '../use-messages';
import { SavePrint } from './save-print';
import { printOf, type Origin } from './picture-print';
import styles from './picture-saver.module.css';

/** Milliseconds of rest on a picture before the sign appears on it. */
const rest = 450;
/** Smaller pictures carry no sign: it would cover them. Their menu is the same. */
const leastSide = 48;

interface PictureSaverProps {
  /** run, sample and step of what an element shows */
  originOf(element: HTMLElement): Origin;
}

/**
 * Saves any picture of the page: by its context menu (right button, long press, the menu key) or the key S, or by the
 * sign that appears on a picture where the pointer rests. One for the whole page; pictures know nothing of it.
 */
export function PictureSaver({ originOf }: PictureSaverProps) {
  const { saving: text } = useMessages();
  const [under, setUnder] = useState<HTMLElement | null>(null);
  const [picture, setPicture] = useState<DrawnPicture | null>(null);
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLElement | null>(null);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = (found: DrawnPicture) => {
      anchor.current = found.host;
      setPicture(found);
      setOpen(true);
      setUnder(null);
    };
    const menu = (event: MouseEvent) => {
      const found = pictureAt(event.target);
      // with Shift the browser's own menu stays in reach
      if (!found || (event.shiftKey && event.button === 2)) return;
      event.preventDefault();
      show(found);
    };
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.key === 'ContextMenu' || commandOf('picture', event) !== 'save')
        return;
      const found = pictureAt(event.target);
      if (!found) return;
      event.preventDefault();
      show(found);
    };
    const over = ({ target, pointerType }: PointerEvent) => {
      clearTimeout(timer);
      if (target instanceof Element && target.closest(`.${styles.sign}`)) return;
      const found = pointerType === 'touch' ? null : pictureAt(target);
      if (!found || found.host.offsetWidth < leastSide) return setUnder(null);
      setUnder((before) => (before === found.host ? before : null));
      timer = setTimeout(() => setUnder(found.host), rest);
    };
    const hide = () => setUnder(null);
    document.addEventListener('contextmenu', menu);
    document.addEventListener('keydown', press);
    document.addEventListener('pointerover', over);
    document.addEventListener('scroll', hide, { capture: true, passive: true });
    return () => {
      clearTimeout(timer);
      document.removeEventListener('contextmenu', menu);
      document.removeEventListener('keydown', press);
      document.removeEventListener('pointerover', over);
      document.removeEventListener('scroll', hide, { capture: true });
    };
  }, []);

  const name = picture ? nameOf(picture.host) : '';
  return (
    <>
      {under && !open && (
        <button
          type="button"
          className={styles.sign}
          // by keyboard: the menu key on the picture
          tabIndex={-1}
          style={cornerOf(under)}
          aria-label={text.pictureOf(nameOf(under))}
          title={text.picture}
          onClick={() => {
            const found = pictureAt(under);
            anchor.current = under;
            setPicture(found);
            setOpen(found !== null);
          }}
        >
          <Icon name="save" />
        </button>
      )}
      {picture && (
        <Arriving name={text.picture}>
          <LatePopoverLayer anchor={anchor} open={open} title={text.picture} onOpenChange={setOpen}>
            <p className={styles.name}>{name}</p>
            <SavePrint
              print={() => printOf({ ...picture, name }, { origin: originOf(picture.host), text })}
              name={(size) => [...originOf(picture.host).file, name, size]}
            />
          </LatePopoverLayer>
        </Arriving>
      )}
    </>
  );
}

/** Inside the picture's upper right corner. */
function cornerOf(host: HTMLElement): { readonly left: number; readonly top: number } {
  const { right, top } = (host.querySelector('canvas') ?? host).getBoundingClientRect();
  return { left: right - 28, top: top + 4 };
}

function nameOf(host: HTMLElement): string {
  const named = host.closest('[aria-label]') ?? host;
  return (named.getAttribute('aria-label') ?? host.textContent ?? '').trim();
}
