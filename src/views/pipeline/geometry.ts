/** An S-shaped line between two heights of a box, as an SVG path. */
export function linkPath(
  from: number,
  to: number,
  box: { readonly width: number; readonly height: number },
): string {
  const middle = box.width / 2;
  const [start, end] = [from * box.height, to * box.height];
  return `M0,${start}C${middle},${start} ${middle},${end} ${box.width},${end}`;
}
