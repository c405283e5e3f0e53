/**
 * A gradient with a known answer, run once on the backend that is about to train. Devices exist that return zeros, or
 * numbers that are merely plausible; a run on them would look like a method that does not work.
 */
import { createRandom } from '../../lib/random';
import { createFrozenNetwork } from '../backbone/frozen-network';
import { randomWeights, TOY_NETWORK } from '../backbone/toy';
import { dispose, tensor4d } from '../tf';
import { compileAhead } from './rehearsal';
import { SELF_TEST_ANSWER } from './self-test-answer';

const SIDE = 10;
const TOLERANCE = 1e-3;

/** @returns null when right, else what is wrong, as the rest of a sentence that begins with the backend's name */
export async function gradientSelfTest(): Promise<string | null> {
  return judge(await selfTestGradient(), SELF_TEST_ANSWER);
}

/** The toy network's input gradient on the current backend [SIDE·SIDE·3]. */
export async function selfTestGradient(): Promise<Float32Array> {
  const random = createRandom(0, 'gradient self-test');
  const uniform = (): number => random.uniform();
  const network = createFrozenNetwork(TOY_NETWORK, randomWeights(TOY_NETWORK, uniform));
  const pixels = Float32Array.from({ length: SIDE * SIDE * 3 }, () => 2 * uniform() - 1);
  const prompted = tensor4d(pixels, [1, SIDE, SIDE, 3]);
  const compute = () =>
    network.inputGradient({
      prompted,
      labels: Int32Array.of(1),
      mapping: Int32Array.of(3, 11, 7),
      batch: 1,
    });
  await compileAhead(() => void compute());
  const answer = compute();
  const values = Float32Array.from(await answer.gradient.data<'float32'>());
  dispose([prompted, answer.loss, answer.logits, answer.gradient]);
  network.dispose();
  return values;
}

/** Compares by max|a − b| / max|b|. */
export function judge(actual: Float32Array, expected: ArrayLike<number>): string | null {
  if (actual.some((value) => !Number.isFinite(value))) return 'returned values that are not numbers';
  if (actual.every((value) => value === 0)) return 'returned only zeros for a gradient';
  let error = 0;
  let scale = 0;
  for (let i = 0; i < expected.length; i++) {
    error = Math.max(error, Math.abs(actual[i]! - expected[i]!));
    scale = Math.max(scale, Math.abs(expected[i]!));
  }
  if (error <= TOLERANCE * scale) return null;
  return `returned a wrong gradient (off by ${((100 * error) / scale).toPrecision(2)} % of its largest value)`;
}
