/** cost = factor · at^exponent, as the logarithms of a few measurements say by least squares. */
export interface Law {
  readonly factor: number;
  readonly exponent: number;
  /** share of the logarithms' variance that the law explains, R²; 1 where all costs are alike */
  readonly explained: number;
}

/** @param points at least two, all positive, not all at the same place */
export function fitLaw(points: readonly { readonly at: number; readonly cost: number }[]): Law {
  const xs = points.map(({ at }) => Math.log(at));
  const ys = points.map(({ cost }) => Math.log(cost));
  const [meanX, meanY] = [mean(xs), mean(ys)];
  const squares = sum(xs.map((x) => (x - meanX) ** 2));
  const products = sum(xs.map((x, index) => (x - meanX) * (ys[index]! - meanY)));
  const exponent = products / squares;
  const intercept = meanY - exponent * meanX;
  const total = sum(ys.map((y) => (y - meanY) ** 2));
  const rest = sum(ys.map((y, index) => (y - intercept - exponent * xs[index]!) ** 2));
  return { factor: Math.exp(intercept), exponent, explained: total === 0 ? 1 : 1 - rest / total };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}
