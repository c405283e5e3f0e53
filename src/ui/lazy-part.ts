import { lazy, type ComponentType } from 'react';
import { otherTexts } from '../messages/messages';

/** A part of the page that is loaded when it is shown, together with the texts that only such parts have. */
export function lazyPart<Props>(
  load: () => Promise<ComponentType<Props>>,
  texts: () => Promise<unknown> = otherTexts,
) {
  return lazy(async () => {
    const [part] = await Promise.all([load(), texts()]);
    return { default: part };
  });
}
