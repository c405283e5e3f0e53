/**
 * UMAP (McInnes et al., 2018) of a survey's features: the pictures without a prompt and with that of each run, all in
 * one layout. Two departures from the library's defaults make it the same for the same data: the neighbours are exact,
 * and the layout begins at the first two principal components, which also keeps what little of the large distances
 * can be kept (Kobak and Linderman, 2021).
 */
import { UMAP } from 'umap-js';
import { commonSpace } from '../../data/common-space';
import type { SurveyFeatures } from '../../data/inspection';
import type { LayoutOptions, SurveyLayout } from '../../data/layout';
import { createRandom, type Random } from '../../lib/random';
import { nearest, sharedNeighbours, type Neighbours } from './nearest';

export interface LayoutProgress {
  readonly stage: 'neighbours' | 'layout';
  /** 0..1 of the stage */
  readonly part: number;
  /** as far as it is */
  readonly layout: SurveyLayout | null;
}

export interface FinishedLayout {
  readonly layout: SurveyLayout;
  /** which part of a picture's nearest neighbours among the features are its nearest here, on average; 0..1 */
  readonly kept: number;
}

/** How far from the middle the points begin, root mean square, in the units of `minimum`; single ones stay near. */
const BEGINS_WITHIN = 3;
const FURTHEST = 3 * BEGINS_WITHIN;
/** Epochs between two looks at it. */
const STRIDE = 10;

/** @param surveys of the same pictures and the same network, at least one */
export function* layOut(
  surveys: readonly SurveyFeatures[],
  { seed, neighbours: k, minimum, epochs }: LayoutOptions,
): Generator<LayoutProgress, FinishedLayout> {
  const space = commonSpace(surveys);
  const width = space.dimensions;
  const points = joined([space.unprompted, ...space.prompted]);
  const total = points.length / width;
  const shape = { count: space.unprompted.length / width, sides: 1 + surveys.length };
  const neighbours = yield* found(nearest(points, { width, k: Math.min(k, total) }));
  const random = createRandom(seed, 'layout');
  const umap = new UMAP({
    nNeighbors: neighbours.k,
    minDist: minimum,
    nEpochs: epochs,
    random: () => random.uniform(),
  });
  umap.setPrecomputedKNN(rows(neighbours.indices, neighbours.k), rows(neighbours.distances, neighbours.k));
  // with its neighbours known, the library asks for no coordinates, but for how many points there are
  umap.initializeFit(Array.from({ length: total }, () => []));
  const places = umap.getEmbedding();
  begin(places, { points, width, random });
  for (let epoch = 0; epoch < epochs; epoch++) {
    umap.step();
    if (epoch % STRIDE === 0)
      yield { stage: 'layout', part: epoch / epochs, layout: { ...shape, positions: flat(places) } };
  }
  const positions = flat(places);
  const here = yield* finished(nearest(positions, { width: 2, k: neighbours.k }));
  return { layout: { ...shape, positions }, kept: sharedNeighbours(neighbours, here) };
}

/** Overwrites what the library began with: it goes on from the very rows that it hands out. */
function begin(
  places: number[][],
  {
    points,
    width,
    random,
  }: { readonly points: Float32Array; readonly width: number; readonly random: Random },
): void {
  let squares = 1e-12;
  for (let point = 0; point < places.length; point++) {
    for (const axis of [0, 1]) squares += (points[point * width + axis] ?? 0) ** 2 / places.length;
  }
  const scale = BEGINS_WITHIN / Math.sqrt(squares);
  const clipped = (value: number): number => Math.min(Math.max(value, -FURTHEST), FURTHEST);
  places.forEach((place, point) => {
    for (const axis of [0, 1]) {
      // what lies in one spot would never part
      const jitter = 1e-3 * (random.uniform() - 0.5);
      place[axis] = clipped(scale * (points[point * width + axis] ?? 0)) + jitter;
    }
  });
}

function* found(search: Generator<number, Neighbours>): Generator<LayoutProgress, Neighbours> {
  for (let step = search.next(); ; step = search.next()) {
    if (step.done) return step.value;
    yield { stage: 'neighbours', part: step.value, layout: null };
  }
}

/** The same at the end, where nobody waits for a number. */
function* finished(search: Generator<number, Neighbours>): Generator<never, Neighbours> {
  for (let step = search.next(); ; step = search.next()) if (step.done) return step.value;
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let start = 0;
  for (const part of parts) {
    all.set(part, start);
    start += part.length;
  }
  return all;
}

function rows(values: Int32Array | Float64Array, k: number): number[][] {
  return Array.from({ length: values.length / k }, (_, row) =>
    Array.from(values.subarray(row * k, (row + 1) * k)),
  );
}

function flat(places: readonly (readonly number[])[]): Float32Array {
  return Float32Array.from({ length: places.length * 2 }, (_, at) => places[at >> 1]![at & 1]!);
}
