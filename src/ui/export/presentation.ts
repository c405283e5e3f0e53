import { color } from 'd3-color';

/**
 * How an element looks, as SVG attributes: what is left of style sheets, variables and themes in a file that stands
 * alone. Attributes and not `style`, since drawing programs and LaTeX read only these.
 */

/** Handed down from the parent: written only where they differ from it. */
const inherited = [
  'fill',
  'fill-opacity',
  'fill-rule',
  'stroke',
  'stroke-opacity',
  'stroke-width',
  'stroke-dasharray',
  'stroke-dashoffset',
  'stroke-linecap',
  'stroke-linejoin',
  'font-family',
  'font-size',
  'font-style',
  'font-weight',
  'letter-spacing',
  'text-anchor',
  'paint-order',
  'shape-rendering',
  'visibility',
] as const;

/** Not handed down: written only where they differ from what they are without a word. */
const own: Readonly<Record<string, string>> = {
  opacity: '1',
  'dominant-baseline': 'auto',
  'stop-color': 'rgb(0, 0, 0)',
  'stop-opacity': '1',
};

export type Look = ReadonlyMap<string, string>;

/** Every property that a file keeps, with its value as the browser works it out. */
export function lookOf(style: Pick<CSSStyleDeclaration, 'getPropertyValue'>): Look {
  return new Map([...inherited, ...Object.keys(own)].map((name) => [name, style.getPropertyValue(name)]));
}

/** @param around the parent's look; null at the root, where everything is said */
export function attributesOf(
  look: Look,
  around: Look | null,
): readonly (readonly [name: string, value: string])[] {
  return Array.from(look)
    .filter(([name, value]) => value !== '' && value !== (own[name] ?? around?.get(name)))
    .flatMap(([name, value]) => written(name, value, look));
}

type Attribute = readonly [name: string, value: string];

/** Colours without a channel of their own for what shines through: the file formats of others know none. */
function written(name: string, value: string, look: Look): readonly Attribute[] {
  if (name !== 'fill' && name !== 'stroke' && name !== 'stop-color') {
    return [[name, name === 'font-family' ? value.replaceAll('"', "'") : value.replaceAll('px', '')]];
  }
  const parsed = color(value);
  if (!parsed) return [[name, value]];
  const opacity = name.replace(/(-color)?$/, '-opacity');
  const through = parsed.opacity * Number(look.get(opacity) || 1);
  return [[name, parsed.formatHex()], ...(parsed.opacity < 1 ? [[opacity, String(through)] as const] : [])];
}
