import { createRandom } from '../../lib/random';
import { inspectionKey, type Inspection, type Inspections } from '../../store/inspections';
import type {
  FeatureMap,
  GeneratorInspection,
  InspectionAnswer,
  InspectionQuestion,
  MappingInspection,
  SaliencyInspection,
  StepInspection,
} from '../../data/inspection';
import type { RunView } from '../../store/run-view';

/**
 * Answers of a run that nobody trained, by rule and seed: of the right shapes, sizes and signs, consistent with
 * themselves. For the gallery and for tests of the panels.
 */
export function fixtureInspections(run: RunView, sampleId: string): Inspections {
  const answers: readonly (readonly [InspectionQuestion, InspectionAnswer])[] = [
    [{ what: 'generator', sampleId }, fixtureGenerator(run, sampleId)],
    [{ what: 'saliency', sampleId }, fixtureSaliency(run, sampleId)],
    [{ what: 'mapping' }, fixtureMapping(run)],
    [{ what: 'step', sampleId, only: null, after: [] }, fixtureStep(run, sampleId)],
  ];
  const step = run.snapshots.at(-1)?.step ?? 0;
  return Object.fromEntries(
    answers.map(([question, answer]): [string, Inspection] => [
      inspectionKey(run.id, question),
      { runId: run.id, question, state: 'answered', progress: 1, answer, step, message: null },
    ]),
  );
}

/** A small network with random weights, run in plain numbers: blocks of convolution, ReLU and pooling. */
export function fixtureGenerator(run: RunView, sampleId: string): GeneratorInspection {
  const samples = run.samples!;
  const { side } = samples;
  const { patch } = run.config.method;
  const index = samples.ids.indexOf(sampleId);
  const size = side * side * 3;
  const random = createRandom(5, 'generator');
  const weightsOf = (inputs: number, outputs: number) =>
    Float32Array.from(
      { length: 9 * inputs * outputs },
      () => ((2 * random.uniform() - 1) * 2.2) / Math.sqrt(9 * inputs),
    );
  let map: FeatureMap = {
    kind: 'input',
    index: 0,
    height: side,
    width: side,
    channels: 3,
    values: samples.resized.slice(index * size, (index + 1) * size),
    receptive: { size: 1, stride: 1, before: 0 },
  };
  const maps = [map];
  for (const [block, outputs] of [8, 16, 32, 64].entries()) {
    map = convolved(map, weightsOf(map.channels, outputs), {
      kind: 'block',
      index: block,
      outputs,
      relu: true,
    });
    if (2 ** (block + 1) <= patch) map = pooled(map);
    maps.push(map);
  }
  const weight = weightsOf(64, 3).map((value) => value * 4);
  maps.push(convolved(map, weight, { kind: 'head', index: 0, outputs: 3, relu: false }));
  return {
    what: 'generator',
    sampleId,
    maps,
    head: { inputs: 64, weight, bias: new Float32Array(3) },
  };
}

function convolved(
  { height, width, channels, values, receptive }: FeatureMap,
  weight: Float32Array,
  { kind, index, outputs, relu }: Pick<FeatureMap, 'kind' | 'index'> & { outputs: number; relu: boolean },
): FeatureMap {
  const result = new Float32Array(height * width * outputs);
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const to = (row * width + column) * outputs;
      for (let tap = 0; tap < 9; tap += 1) {
        const [y, x] = [row + Math.floor(tap / 3) - 1, column + (tap % 3) - 1];
        if (y < 0 || x < 0 || y >= height || x >= width) continue;
        for (let input = 0; input < channels; input += 1) {
          const value = values[(y * width + x) * channels + input]!;
          if (value === 0) continue;
          const from = (tap * channels + input) * outputs;
          for (let output = 0; output < outputs; output += 1) {
            result[to + output]! += value * weight[from + output]!;
          }
        }
      }
    }
  }
  return {
    kind,
    index,
    height,
    width,
    channels: outputs,
    values: relu ? result.map((value) => Math.max(0, value)) : result,
    receptive: {
      size: receptive.size + 2 * receptive.stride,
      stride: receptive.stride,
      before: receptive.before + receptive.stride,
    },
  };
}

function pooled(map: FeatureMap): FeatureMap {
  const { channels, values, receptive } = map;
  const [height, width] = [Math.floor(map.height / 2), Math.floor(map.width / 2)];
  const result = new Float32Array(height * width * channels);
  for (let i = 0; i < result.length; i += 1) {
    const [cell, channel] = [Math.floor(i / channels), i % channels];
    const [row, column] = [2 * Math.floor(cell / width), 2 * (cell % width)];
    const at = (y: number, x: number) => values[(y * map.width + x) * channels + channel]!;
    result[i] = Math.max(at(row, column), at(row, column + 1), at(row + 1, column), at(row + 1, column + 1));
  }
  return {
    ...map,
    height,
    width,
    values: result,
    receptive: {
      size: receptive.size + receptive.stride,
      stride: receptive.stride * 2,
      before: receptive.before,
    },
  };
}

export function fixtureSaliency(run: RunView, sampleId: string): SaliencyInspection {
  const side = run.samples!.side;
  const random = createRandom(6, `saliency ${sampleId}`);
  const spot = (row: number, column: number, y: number, x: number) =>
    Math.exp(-((row / side - y) ** 2 + (column / side - x) ** 2) * 18);
  const gradient = (y: number, x: number) =>
    Float32Array.from({ length: side * side * 3 }, (_, i) => {
      const cell = Math.floor(i / 3);
      const strength = spot(Math.floor(cell / side), cell % side, y, x);
      return 0.02 * (random.uniform() - 0.5) * (0.15 + strength);
    });
  const [prompted, resized] = [gradient(0.45, 0.5), gradient(0.6, 0.4)];
  const strength = (of: Float32Array) =>
    Float32Array.from(
      { length: side * side },
      (_, i) => Math.abs(of[i * 3]!) + Math.abs(of[i * 3 + 1]!) + Math.abs(of[i * 3 + 2]!),
    );
  return {
    what: 'saliency',
    sampleId,
    side,
    target: 0,
    strength: { prompted: strength(prompted), resized: strength(resized) },
    account: Float32Array.from({ length: side * side }, (_, i) => resized[i * 3]! * 0.4),
    firstOrder: { prompted: 1.318, resized: 1.942 },
    logits: { prompted: 6.412, resized: 3.905 },
  };
}

export function fixtureMapping(run: RunView): MappingInspection {
  const random = createRandom(7, 'mapping');
  const targets = run.classes.length;
  const sources = Array.from({ length: 40 }, (_, i) => i);
  const counts = Int32Array.from({ length: sources.length * targets }, (_, i) => {
    const [source, target] = [Math.floor(i / targets), i % targets];
    // the first few are wanted by two, which makes conflicts
    const rival = (source + 3) % targets === target;
    const liked = source % targets === target ? 140 : rival ? (source < 3 ? 190 : 45) : 0;
    return Math.max(0, Math.floor((liked * random.uniform() + 6 * random.uniform() - 3) / (1 + source / 9)));
  });
  return {
    what: 'mapping',
    sources,
    targets,
    counts,
    total: 2000,
    unlisted: 37,
    picks: greedy(counts, { sources: sources.length, targets }),
    inUse: false,
  };
}

function greedy(
  counts: Int32Array,
  { sources, targets }: { readonly sources: number; readonly targets: number },
): MappingInspection['picks'] {
  const left = counts.slice();
  const free = new Set(Array.from({ length: targets }, (_, target) => target));
  return Array.from({ length: targets }, () => {
    const at = left.reduce((best, count, i) => (count > left[best]! ? i : best), 0);
    const [source, target] = [Math.floor(at / targets), at % targets];
    free.delete(target);
    const wanted = (other: number) =>
      Math.max(...Array.from({ length: sources }, (_, i) => left[i * targets + other]!));
    const losers = [...free]
      .map((other) => ({ target: other, count: left[source * targets + other]! }))
      .filter((loser) => loser.count > 0 && loser.count === wanted(loser.target));
    for (let i = 0; i < left.length; i += 1) {
      if (Math.floor(i / targets) === source || i % targets === target) left[i] = -1;
    }
    return { target, source, count: counts[at]!, losers };
  });
}

export function fixtureStep(run: RunView, sampleId: string): StepInspection {
  const samples = run.samples!;
  const { side } = samples;
  const snapshot = run.snapshots.at(-1)!;
  const random = createRandom(8, 'step');
  const noise = (scale: number) =>
    Float32Array.from({ length: side * side * 3 }, () => scale * (random.uniform() - 0.5));
  const row = snapshot.sampleIds.indexOf(sampleId);
  const classes = run.classes.length;
  const before = snapshot.targets.slice(row * classes, (row + 1) * classes);
  const label = samples.labels[row]!;
  const after = before.map((value, i) => (i === label ? value + (1 - value) * 0.08 : value * 0.92));
  const cells = Math.floor(side / run.config.method.patch);
  const mask = snapshot.masks?.slice(row * cells * cells * 3, (row + 1) * cells * cells * 3);
  const parameter = (name: string, count: number, gradient: number) => ({
    name,
    of: 'mask' as const,
    count,
    gradient,
    change: gradient * 0.08,
    before: Math.sqrt(count) * 0.11,
    still: false,
  });
  return {
    what: 'step',
    sampleId,
    after: [],
    only: null,
    batch: 64,
    side,
    moments: false,
    learningRates: { pattern: 0.003, mask: 0.003 },
    loss: { before: 0.4831, after: 0.4522 },
    accuracy: { before: 0.8438, after: 0.875 },
    sample: { before, after, label },
    patternGradient: noise(0.00004),
    patternChange: noise(0.006),
    mask: mask
      ? {
          height: cells,
          width: cells,
          before: mask,
          after: mask.map((value) => value + 0.2 * (random.uniform() - 0.4)),
        }
      : null,
    parameters: [
      {
        name: 'delta',
        of: 'pattern',
        count: side * side * 3,
        gradient: 0.0213,
        change: 0.4987,
        before: 3.412,
        still: false,
      },
      ...[8, 16, 32, 64].map((width, block) =>
        parameter(`mask_generator.blocks.${block}.conv.weight`, width * 81, 0.09 / (block + 1)),
      ),
      parameter('mask_generator.head.weight', 1728, 0.041),
      parameter('mask_generator.head.bias', 3, 0.011),
    ],
  };
}
