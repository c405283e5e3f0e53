/**
 * Position embeddings for another grid of patches than a transformer was trained on, as timm resamples them
 * (resample_abs_pos_embed): PyTorch's bicubic interpolation with antialiasing, half-pixel centres.
 */

/** Keys' cubic with a = −1/2, which PyTorch takes where it antialiases. */
function cubic(distance: number): number {
  const x = Math.abs(distance);
  if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
  if (x < 2) return ((-0.5 * x + 2.5) * x - 4) * x + 2;
  return 0;
}

/** How much of each old place a new one takes: [to][from], rows add up to 1. Past the ends there is nothing to take. */
function axisShares(from: number, to: number): Float64Array[] {
  const scale = from / to;
  const reach = Math.max(scale, 1);
  return Array.from({ length: to }, (_, place) => {
    const centre = scale * (place + 0.5);
    const shares = Float64Array.from({ length: from }, (_, old) => cubic((old + 0.5 - centre) / reach));
    const sum = shares.reduce((total, share) => total + share, 0);
    return shares.map((share) => share / sum);
  });
}

/**
 * @param positions [from, from, width]
 * @returns [to, to, width]
 */
export function resampledPositions(
  positions: Float32Array,
  { from, to, width }: { from: number; to: number; width: number },
): Float32Array {
  if (from === to) return positions;
  const shares = axisShares(from, to);
  const result = new Float32Array(to * to * width);
  const sums = new Float64Array(width);
  shares.forEach((rowShares, row) =>
    shares.forEach((columnShares, column) => {
      sums.fill(0);
      rowShares.forEach((rowShare, oldRow) =>
        columnShares.forEach((columnShare, oldColumn) => {
          const share = rowShare * columnShare;
          if (share === 0) return;
          const start = (oldRow * from + oldColumn) * width;
          for (let at = 0; at < width; at++) sums[at]! += share * positions[start + at]!;
        }),
      );
      result.set(sums, (row * to + column) * width);
    }),
  );
  return result;
}
