/** How much memory a network will take, before any of its weights is read, and what to run it with. */
import { chunkOf } from '../../core/backbone/description/chunk';
import {
  heldValues,
  keptValues,
  layerCosts,
  sideStep,
  tensorShapes,
} from '../../core/backbone/description/layer-facts';
import type { NetworkDescription } from '../../core/backbone/description/layers';
import { elementCount } from '../../lib/element-count';
import type { InputSides } from './architecture';

export interface RunSize {
  readonly side: number;
  readonly batch: number;
}

export interface Machine {
  readonly device: 'processor' | 'gpu';
  /** that have the network each, on a processor */
  readonly workers?: number;
}

/** In bytes. */
export interface MemoryEstimate {
  /** as they are read, and once more for each worker or device, there for both directions */
  readonly weights: number;
  /** what is kept of the pictures under way, until the gradient has come back */
  readonly activations: number;
  /** pictures, masks, gradients and the mask generator's activations of a whole batch */
  readonly batch: number;
  readonly total: number;
}

const FLOAT = 4;

/**
 * Numbers for each pixel of a batch besides the network: r(x), m(x), δ⊙m, x̃, its gradient and their copies, 3 each, and
 * what the mask generator keeps, 2 · (8 + 16/4 + 32/16 + 64/64). An upper estimate.
 */
const BATCH_NUMBERS = 6 * 3 + 30;

/** Largest outputs that a pass has at a time besides what it keeps: an input, an output and what is added to it. */
const PASSING = 3;

export function estimateMemory(
  network: NetworkDescription,
  { side, batch }: RunSize,
  { device, workers = 1 }: Machine,
): MemoryEstimate {
  const stored = Object.values(tensorShapes(network)).reduce((sum, shape) => sum + elementCount(shape), 0);
  const weights = FLOAT * (stored + workers * heldValues(network));
  const largest = Math.max(...layerCosts(network, side).map(({ output }) => elementCount(output)));
  const pictures = workers * Math.min(chunkOf(network, { side, device }), Math.ceil(batch / workers));
  const activations = FLOAT * pictures * (keptValues(network, side) + PASSING * largest);
  const ofBatch = FLOAT * batch * side ** 2 * BATCH_NUMBERS;
  return { weights, activations, batch: ofBatch, total: weights + activations + ofBatch };
}

const SIDES = [384, 224, 192, 160, 128, 96, 64, 32];
const BATCHES = [64, 32, 16, 8];

/**
 * The largest side up to the one the network was trained on, with the largest batch, that stay within a budget.
 * @param budget in bytes
 * @returns null where not even the smallest does
 */
export function suggestRunSize(
  network: NetworkDescription,
  sides: InputSides,
  { budget, ...machine }: { readonly budget: number } & Machine,
): RunSize | null {
  const step = sideStep(network);
  const possible = SIDES.filter(
    (side) => side >= sides.min && side <= sides.max && side <= sides.native && side % step === 0,
  );
  for (const side of possible) {
    const batch = BATCHES.find(
      (one) => estimateMemory(network, { side, batch: one }, machine).total <= budget,
    );
    if (batch !== undefined) return { side, batch };
  }
  return null;
}
