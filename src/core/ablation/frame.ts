/** Where a picture of `native` pixels begins on one axis of `side` pixels, and how much is left after it (paper.md A.9). */
export function border(side: number, native: number): { readonly before: number; readonly after: number } {
  return { before: Math.floor((side - native + 1) / 2), after: Math.floor((side - native) / 2) };
}

/** Watermark mask M [side, side]: 1 on a frame of this width, 0 in the centre; half the side leaves no centre. */
export function frame(side: number, width: number): Uint8Array {
  return ring(side, width, side - width);
}

/** Pad's mask M [side, side]: 0 on the picture, 1 around it. */
export function borderFrame(side: number, native: number): Uint8Array {
  const { before } = border(side, native);
  return ring(side, before, before + native);
}

/** Ones, but for a square hole from `start` to just before `end`. */
function ring(side: number, start: number, end: number): Uint8Array {
  const mask = new Uint8Array(side * side).fill(1);
  for (let row = start; row < end; row++) mask.fill(0, row * side + start, row * side + Math.max(start, end));
  return mask;
}
