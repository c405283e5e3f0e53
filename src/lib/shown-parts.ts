/** Parts of the page that a slide can show; app/show/parts.tsx draws them. A name keeps its meaning for ever. */
export const partNames = [
  'pipeline',
  'samples',
  'scrubber',
  'accuracy',
  'loss',
  'results',
  'table',
  'families',
  'matrix',
  'pair',
  'space',
  'losses',
  'confusion',
  'flips',
  'switches',
  'own-picture',
] as const;
export type ShownPart = (typeof partNames)[number];

export function isShownPart(name: string): name is ShownPart {
  return partNames.some((one) => one === name);
}
