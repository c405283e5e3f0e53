import { lazy, type ComponentType } from 'react';
import { otherTexts } from '../messages/messages';

/** A part of the page that did not arrive: the network is away, or the host has another version by now. */
export class PartNotLoaded extends Error {
  override readonly name = 'PartNotLoaded';
}

const missed = new Set<() => void>();

/** Lets every part that did not arrive be fetched again when it is next shown. */
export function forgetMissedParts(): void {
  for (const forget of missed) forget();
  missed.clear();
}

/**
 * A part of the page that is loaded when it is shown, together with the texts that only such parts have. Where it does
 * not arrive, it throws `PartNotLoaded` to the boundary around it each time it is shown, until `forgetMissedParts`.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  texts: () => Promise<unknown> = otherTexts,
): ComponentType<Props> {
  // React keeps what a lazy component failed with for good, so another attempt is another component
  const attempt = () =>
    lazy(async () => {
      try {
        const [part] = await Promise.all([load(), texts()]);
        return { default: part };
      } catch (cause) {
        missed.add(() => (Part = attempt()));
        throw new PartNotLoaded(`A part of the page was not loaded: ${String(cause)}`, { cause });
      }
    });
  let Part = attempt();
  return function LatePart(props: Props) {
    return <Part {...props} />;
  };
}

/** Lets a style sheet that did not arrive be fetched again: left in the document, it would be taken for a loaded one. */
export function dropMissedStyles(): void {
  const drop = ({ target }: Event) => {
    if (target instanceof HTMLLinkElement && target.rel === 'stylesheet') target.remove();
  };
  window.addEventListener('error', drop, { capture: true });
}
