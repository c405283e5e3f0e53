/**
 * TeX as a person reads it, by KaTeX: as boxes for the eye and as MathML for a screen reader. Decks come from
 * anywhere, so nothing in a formula is trusted but the name of a part of the page (lit-part.ts).
 */
import 'katex/dist/katex.min.css';
import katex, { type KatexOptions } from 'katex';
import { isPart } from '../lit-part';
import { macros } from './macros';

const options: KatexOptions = {
  macros,
  output: 'htmlAndMathml',
  throwOnError: true,
  // a formula may mix text and signs of any script
  strict: 'ignore',
  trust: (context) => context.command === '\\htmlData' && namesPart(context.attributes),
  // in em, and in expansions of macros: a formula cannot cover the page or hold it up
  maxSize: 20,
  maxExpand: 300,
};

export interface TypesetOptions {
  readonly tex: string;
  /** on a line of its own */
  readonly display: boolean;
}

/**
 * Puts the formula into the element, in place of what it held. Elements are built and never parsed from text, so
 * that a strict policy for styles holds.
 * @returns false where the TeX cannot be read; the element is then empty
 */
export function typeset(element: HTMLElement, { tex, display }: TypesetOptions): boolean {
  try {
    katex.render(tex, element, { ...options, macros: { ...macros }, displayMode: display });
    return true;
  } catch {
    element.replaceChildren();
    return false;
  }
}

function namesPart(attributes: Readonly<Record<string, string>> | undefined): boolean {
  const entries = Object.entries(attributes ?? {});
  return entries.length === 1 && entries.every(([name, value]) => name === 'data-part' && isPart(value));
}
