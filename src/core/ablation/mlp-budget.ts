/** How large the two MLP generators are: as many parameters as the ConvNet, as nearly as whole numbers allow. */
export const BUDGET = {
  /** trainables of the published five-layer generator */
  parameters: 26_499,
  /** a thumbnail is not made smaller for a better match than this fraction */
  match: 0.02,
  /** further off than this fraction an MLP does not count as matched */
  tolerance: 0.05,
} as const;

const THUMBNAILS = [16, 8, 4, 2, 1] as const;

interface Grid {
  /** side H = W of the image */
  readonly side: number;
  /** p */
  readonly patch: number;
}

export interface MlpSize {
  /** t: the image is averaged to t × t × 3 */
  readonly thumbnail: number;
  /** u: hidden units */
  readonly hidden: number;
  readonly parameters: number;
  /** parameters / budget − 1 */
  readonly deviation: number;
}

/**
 * The MLP from a t × t thumbnail over u hidden units to an h × h × 3 mask (paper.md C.3): the largest thumbnail of
 * 16, 8, 4 … that comes within 2 % of the budget with a whole number of units, else the one that comes nearest.
 */
export function mlpSize(grid: Grid): MlpSize {
  const sizes = THUMBNAILS.map((thumbnail) => mlpWithThumbnail(thumbnail, grid));
  const off = ({ deviation }: MlpSize): number => Math.abs(deviation);
  return (
    sizes.find((size) => off(size) <= BUDGET.match) ??
    sizes.reduce((best, size) => (off(size) < off(best) ? size : best))
  );
}

/** The number of hidden units that comes nearest to the budget: 3t²u + 3u + 3h²u + 3h² parameters. */
export function mlpWithThumbnail(thumbnail: number, { side, patch }: Grid): MlpSize {
  const outputs = 3 * Math.floor(side / patch) ** 2;
  const perUnit = 3 * thumbnail ** 2 + 3 + outputs;
  const hidden = Math.max(Math.round((BUDGET.parameters - outputs) / perUnit), 0);
  const parameters = perUnit * hidden + outputs;
  return { thumbnail, hidden, parameters, deviation: parameters / BUDGET.parameters - 1 };
}

/** Hidden units of the MLP on each p × p patch, 3p² → u → 3, with BatchNorm: (3p² + 6) u + 3 parameters. */
export function patchMlpHidden(patch: number): number {
  return Math.round((BUDGET.parameters - 3) / (3 * patch ** 2 + 6));
}
