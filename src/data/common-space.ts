/**
 * Several runs' features in one space. Each survey has axes of its own (a PCA of its own pictures before and after
 * its prompt); all axes together span a space in which what each kept is compared without further loss.
 */
import { orthonormalise } from '../lib/eigen';
import type { SurveyFeatures } from './inspection';

export interface CommonSpace {
  readonly dimensions: number;
  /** the pictures without a prompt [N, dimensions]: the same for all runs, taken from the first */
  readonly unprompted: Float32Array;
  /** of each run, with its prompt [N, dimensions] */
  readonly prompted: readonly Float32Array[];
}

/** @param surveys of the same pictures and the same network, at least one */
export function commonSpace(surveys: readonly SurveyFeatures[]): CommonSpace {
  const [first] = surveys as [SurveyFeatures];
  const { unprompted, prompted, dimensions } = first;
  if (surveys.length === 1) return { dimensions, unprompted, prompted: [prompted] };
  const columns = first.mean.length;
  // what lies between the means belongs to the space too
  const width = surveys.reduce((sum, each) => sum + each.dimensions, 0) + surveys.length - 1;
  const basis = new Float64Array(columns * width);
  const place = (column: number, valueAt: (row: number) => number): void => {
    for (let row = 0; row < columns; row++) basis[row * width + column] = valueAt(row);
  };
  let column = 0;
  for (const { axes, dimensions: own } of surveys) {
    for (let axis = 0; axis < own; axis++) place(column++, (row) => axes[row * own + axis]!);
  }
  for (const { mean } of surveys.slice(1)) place(column++, (row) => mean[row]! - first.mean[row]!);
  orthonormalise(basis, width);
  return {
    dimensions: width,
    unprompted: turned(first, { points: unprompted, basis, width, origin: first.mean }),
    prompted: surveys.map((each) =>
      turned(each, { points: each.prompted, basis, width, origin: first.mean }),
    ),
  };
}

/** basisᵀ (mean + axes · point − origin) for each point. */
function turned(
  { mean, axes, dimensions }: SurveyFeatures,
  {
    points,
    basis,
    width,
    origin,
  }: {
    readonly points: Float32Array;
    readonly basis: Float64Array;
    readonly width: number;
    readonly origin: Float32Array;
  },
): Float32Array {
  const turn = new Float64Array(width * dimensions);
  const shift = new Float64Array(width);
  for (let row = 0; row < mean.length; row++) {
    for (let to = 0; to < width; to++) {
      const weight = basis[row * width + to]!;
      shift[to]! += weight * (mean[row]! - origin[row]!);
      for (let from = 0; from < dimensions; from++) {
        turn[to * dimensions + from]! += weight * axes[row * dimensions + from]!;
      }
    }
  }
  const count = points.length / dimensions;
  const result = new Float32Array(count * width);
  for (let point = 0; point < count; point++) {
    for (let to = 0; to < width; to++) {
      let sum = shift[to]!;
      for (let from = 0; from < dimensions; from++) {
        sum += turn[to * dimensions + from]! * points[point * dimensions + from]!;
      }
      result[point * width + to] = sum;
    }
  }
  return result;
}
