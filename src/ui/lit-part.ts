/**
 * Symbols in a formula and pictures on the page share names: whatever is pointed at, or has the focus, lights all
 * that stand for the same part. An element says which it is by `data-part`; the look is lit-part.css.
 */
import './lit-part.css';

const partNames = [
  'image',
  'resized',
  'mask',
  'upsampling',
  'pattern',
  'product',
  'prompted',
  'network',
  'mapping',
] as const;
export type PartName = (typeof partNames)[number];

export function isPart(name: string): name is PartName {
  return (partNames as readonly string[]).includes(name);
}

/**
 * Follows pointer and focus over the whole page.
 * @returns stops it
 */
export function followLitPart(root: HTMLElement): () => void {
  const light = ({ target }: Event) => {
    const named = target instanceof Element ? target.closest<HTMLElement>('[data-part]') : null;
    const part = named?.dataset['part'];
    if (part === root.dataset['lit']) return;
    if (part === undefined) delete root.dataset['lit'];
    else root.dataset['lit'] = part;
  };
  const events = ['pointerover', 'focusin'] as const;
  for (const event of events) root.addEventListener(event, light);
  return () => {
    for (const event of events) root.removeEventListener(event, light);
    delete root.dataset['lit'];
  };
}
