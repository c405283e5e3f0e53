import { baselinePart } from '../../core/ablation/baseline';
import { createRandom } from '../../lib/random';
import { nativeSide as native, shapeNames, type DrawnPicture } from './drawn-pictures';
import type { RunConfig } from '../../core/method-config';
import type { SampleSet } from '../../data/snapshot';
import type { Snapshot } from '../../store/run-view';

export const stepsPerEpoch = 31;

/** Snapshots at the moments at which a real run stores them: dense at first, then three each epoch. */
export function snapshotsOf(
  pictures: readonly DrawnPicture[],
  samples: SampleSet,
  method: RunConfig['method'],
  { seed, reaches, steps }: { readonly seed: number; readonly reaches: number; readonly steps: number },
): Snapshot[] {
  const { side, patch } = method;
  const part = baselinePart(method);
  const cells = Math.floor(side / patch);
  const classes = shapeNames.length;
  const random = createRandom(seed, 'pattern');
  const noise = Float32Array.from({ length: side * side * 3 }, () => random.uniform() + random.uniform() - 1);
  const taste = Float32Array.from({ length: 9 }, () => 2 * random.uniform() - 1);
  const moments = [0, 1, 2, 4, 8, 12, 16, 24];
  for (let step = stepsPerEpoch; step <= steps; step += Math.round(stepsPerEpoch / 3)) moments.push(step);
  return moments
    .filter((step) => step <= steps)
    .map((step): Snapshot => {
      const grown = step / (step + 60);
      const targets = new Float32Array(pictures.length * classes);
      const sourceProbabilities = new Float32Array(pictures.length * 5);
      const sourceClasses = new Int32Array(pictures.length * 5);
      pictures.forEach((_, n) => {
        const own = createRandom(seed, `answers ${n}`);
        const fortune = own.uniform() < reaches ? 3.4 : -0.6;
        const logits = Array.from({ length: classes }, () => 1.6 * own.uniform());
        logits[samples.labels[n]!]! += fortune * grown;
        targets.set(softmax(logits), n * classes);
        const ranked = logits
          .map((logit, target) => ({ logit, source: target }))
          .concat([
            { logit: 1.1 - 0.4 * grown, source: 8 },
            { logit: 1 - 0.5 * grown, source: 9 },
          ])
          .sort((a, b) => b.logit - a.logit);
        sourceClasses.set(
          ranked.slice(0, 5).map(({ source }) => source),
          n * 5,
        );
        sourceProbabilities.set(softmax(ranked.map(({ logit }) => logit * 1.4)).slice(0, 5), n * 5);
      });
      return {
        step,
        epoch: Math.max(1, Math.ceil(step / stepsPerEpoch)),
        sampleIds: samples.ids,
        masks: part.mask.from === 'switches' ? masksOf(pictures, { cells, grown, taste, seed }) : null,
        pattern: part.pattern === 'none' ? null : patternOf(noise, grown, part.pattern === 'pixels'),
        targets,
        sourceClasses,
        sourceProbabilities,
        mapping: Int32Array.from({ length: classes }, (_, i) => i),
      };
    });
}

function softmax(logits: readonly number[]): number[] {
  const powers = logits.map((logit) => Math.exp(logit));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

function patternOf(noise: Float32Array, grown: number, bounded: boolean): Float32Array {
  return noise.map((value) => (bounded ? 1 / (1 + Math.exp(-2 * grown * value)) : 0.055 * grown * value));
}

/** Signed masks that follow shape and colour of their picture, and grow. */
function masksOf(
  pictures: readonly DrawnPicture[],
  how: {
    readonly cells: number;
    readonly grown: number;
    readonly taste: Float32Array;
    readonly seed: number;
  },
): Float32Array {
  const { cells, grown, taste, seed } = how;
  const masks = new Float32Array(pictures.length * cells * cells * 3);
  pictures.forEach(({ data, shape }, n) => {
    const random = createRandom(seed, `mask ${n}`);
    const size = native / cells;
    for (let cell = 0; cell < cells * cells; cell += 1) {
      const [row, column] = [Math.floor(cell / cells), cell % cells];
      const from =
        Math.min(native - 1, Math.floor((row + 0.5) * size)) * native +
        Math.min(native - 1, Math.floor((column + 0.5) * size));
      for (let channel = 0; channel < 3; channel += 1) {
        const light = data[from * 3 + channel]! / 127.5 - 1;
        const grain = random.uniform() - 0.5;
        const inside = shape[from]! - 0.45;
        masks[(n * cells * cells + cell) * 3 + channel] =
          0.36 * grain * 2 +
          grown *
            (5 * taste[channel]! * inside +
              2.6 * taste[3 + channel]! * light +
              1.2 * taste[6 + channel]! +
              1.2 * grain);
      }
    }
  });
  return masks;
}
