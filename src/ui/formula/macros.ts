import type { PartName } from '../lit-part';

/**
 * The symbols of paper.md A.1 as macros, under the names that code and page have for them: `\prompted` is x̃. Each
 * says which part of the page it names, so that pointing at one lights the other.
 */
const symbols = {
  image: ['image', 'x'],
  resized: ['resized', 'r(x)'],
  pattern: ['pattern', '\\delta'],
  mask: ['mask', 'm(x)'],
  coarse: ['mask', 'g_\\varphi(r(x))'],
  upsampling: ['upsampling', 'U_p'],
  product: ['product', '\\delta \\odot m(x)'],
  prompted: ['prompted', '\\tilde{x}'],
  network: ['network', 'f_P'],
  logits: ['network', 'z'],
  mapping: ['mapping', '\\pi'],
} as const satisfies Readonly<Record<string, readonly [PartName, string]>>;

export const macros: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(symbols).map(([name, [part, tex]]) => [`\\${name}`, `\\htmlData{part=${part}}{${tex}}`]),
);
