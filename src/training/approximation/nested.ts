/**
 * Which class of prompts holds which other one, and how a solution of the smaller becomes the same prompts in the
 * larger (paper.md A.11, 4): what makes Â(larger) ≤ Â(smaller) true by construction.
 */
import { baselinePart } from '../../core/ablation/baseline';
import { generator, generatorPart } from '../../core/ablation/generator';
import { generatorSpec } from '../../core/ablation/mask-generator';
import { masksPart } from '../../core/ablation/masks';
import { methodParameters } from '../../core/ablation/method-parameters';
import { patternPart } from '../../core/ablation/pattern';
import { choose, defaultSwitches } from '../../core/ablation/registry';
import type { PlainState } from '../../core/method';
import type { BaselineId, GeneratorId, MethodConfig } from '../../core/method-config';

export interface Nesting {
  /** of the smaller class */
  readonly smaller: MethodConfig;
  /**
   * @param solution of the smaller class
   * @param start of the larger one, for all that may be anything
   * @returns a state of the larger class with the same prompts in evaluation mode
   */
  readonly embed: (solution: PlainState, start: PlainState) => PlainState;
}

/** Frames, each inside the next. */
const FRAMES: readonly BaselineId[] = ['narrow', 'medium', 'full'];

/** The class that is taken for the next smaller one; null where nothing is nested in this one. */
export function nestedIn(config: MethodConfig): Nesting | null {
  const { mask } = baselinePart(config);
  switch (mask.from) {
    case 'nothing':
      return null;
    case 'frame':
      return narrowerFrame(config);
    case 'switches':
      return onePattern(config) ?? narrowerGenerator(config) ?? allOnes(config);
    default:
      return mask satisfies never;
  }
}

/** δ' = M ⊙ δ: what lies under the hole of the smaller frame is not there. */
function narrowerFrame(config: MethodConfig): Nesting | null {
  const place = FRAMES.indexOf(config.baseline);
  if (place < 1) return null;
  const smaller = { ...config, baseline: FRAMES[place - 1]! };
  return { smaller, embed: ({ delta }) => ({ delta: framed(delta!, smaller) }) };
}

function framed(delta: Float32Array, config: MethodConfig): Float32Array {
  const { mask } = baselinePart(config);
  if (mask.from !== 'frame') throw new Error(`${config.baseline} has no frame.`);
  const cells = mask.cells(config);
  return delta.map((value, index) => value * cells[Math.floor(index / 3)]!);
}

/** All class patterns alike are one pattern, however an image is routed: q sums to one. */
function onePattern(config: MethodConfig): Nesting | null {
  const { classes } = config;
  if (patternPart(config).from !== 'classes') return null;
  return {
    smaller: { ...config, pattern: 'shared' },
    embed({ delta, ...rest }) {
      const patterns = new Float32Array(classes * delta!.length);
      for (let label = 0; label < classes; label++) patterns.set(delta!, label * delta!.length);
      return { ...rest, patterns };
    },
  };
}

/** A wider ConvNet whose added channels lead nowhere yet. Up to the published width the chain begins at Full. */
function narrowerGenerator(config: MethodConfig): Nesting | null {
  if (masksPart(config).from !== 'generator') return null;
  const own = generatorPart(config);
  const standard = generatorPart({ generator: generator.default });
  if (own.kind !== 'convnet' || standard.kind !== 'convnet') return null;
  const narrower = generator.variants.find(
    ({ part }) =>
      part.kind === 'convnet' && part.layers === own.layers && part.firstWidth === own.firstWidth / 2,
  );
  if (!narrower || own.firstWidth <= standard.firstWidth) return null;
  const smaller = { ...config, generator: narrower.id as GeneratorId };
  return { smaller, embed: (solution, start) => widened(solution, start, { smaller, larger: config }) };
}

/** Values of the smaller where it has them; weights from added channels to known ones are zero, all else may train. */
function widened(
  solution: PlainState,
  start: PlainState,
  { smaller, larger }: { smaller: MethodConfig; larger: MethodConfig },
): PlainState {
  const shapes = new Map(methodParameters(smaller).map(({ name, shape }) => [name, shape]));
  return Object.fromEntries(
    methodParameters(larger).map(({ name, shape }) => {
      const [known, from] = [solution[name]!, shapes.get(name)!];
      const values = start[name]!.slice();
      const [inputs, outputs] = [shape.at(-2) ?? 1, shape.at(-1)!];
      const [knownInputs, knownOutputs] = [from.at(-2) ?? 1, from.at(-1)!];
      const isVector = shape.length === 1;
      for (let index = 0; index < values.length; index++) {
        const output = index % outputs;
        const input = isVector ? 0 : Math.floor(index / outputs) % inputs;
        const rest = isVector ? 0 : Math.floor(index / (outputs * inputs));
        if (output >= knownOutputs) continue;
        const at = (rest * knownInputs + input) * knownOutputs + output;
        values[index] = isVector || input < knownInputs ? known[isVector ? output : at]! : 0;
      }
      return [name, values];
    }),
  );
}

/** Full, whose mask is one everywhere: every upsampling keeps it one, since its weights sum to one. */
function allOnes(config: MethodConfig): Nesting | null {
  if (patternPart(config).from !== 'shared') return null;
  const smaller = choose({ ...config, ...defaultSwitches, mapping: config.mapping }, 'baseline', 'full');
  return {
    smaller,
    embed: ({ delta }, start) => ({ ...start, ...onesFrom(config, start), delta: delta! }),
  };
}

/** What makes the masks of a method one everywhere; a trained mask starts so. */
function onesFrom(config: MethodConfig, start: PlainState): PlainState {
  if (masksPart(config).from !== 'generator') return {};
  const { trunk, maskHead } = generatorSpec(config);
  const [head] = maskHead;
  if (head?.kind === 'convolution' || head?.kind === 'dense') return constant(head.name, start, 0);
  const last = trunk.findLast((layer) => layer.kind === 'batch-norm-relu');
  if (!last) throw new Error('A generator without a last layer needs a normalised one before it.');
  return constant(last.name, start, 0);
}

/** weight = `weight`, bias = 1. A binary mask is on there too: 1 > 0. */
function constant(layer: string, start: PlainState, weight: number): PlainState {
  const filled = (part: string, value: number) => start[`${layer}.${part}`]!.map(() => value);
  return { [`${layer}.weight`]: filled('weight', weight), [`${layer}.bias`]: filled('bias', 1) };
}
