/** What a frozen network is asked, as plans for one shape of pictures. */
import { pixelMeanProgram } from '../../kernels/webgpu/pixel-mean';
import {
  mappedErrorsBackProgram,
  mappedErrorsLossProgram,
  mappedErrorsProgram,
} from '../../kernels/webgpu/mapped-loss';
import { outside, work, type Operand, type Pass } from '../../plan/pass';
import type { NetworkDescription } from '../description/layers';
import { backwardPasses, forwardPasses, type ForwardPasses } from './body-passes';
import type { NetworkConstants } from './layer-constants';
import { pickedRowsPass, pooledBackPass } from './pooling-passes';
import { pointwisePass } from './pointwise-pass';

export interface Pictures {
  /** how many */
  readonly count: number;
  /** H = W */
  readonly side: number;
}

/** Passes, and the operands by which they meet the world. */
export interface NetworkPlan<Ends extends Readonly<Record<string, Operand>>> {
  readonly passes: readonly Pass[];
  readonly ends: Ends;
}

interface Network {
  readonly description: NetworkDescription;
  readonly constants: NetworkConstants;
}

/** Forward only: the last layer's answer, and what it reads. */
export function lookingPlan(network: Network, { count, side }: Pictures) {
  const { features, classes } = network.description;
  const prompted = outside([count, side, side, 3]);
  const ends = { prompted, features: outside([count, features]), logits: outside([count, classes]) };
  const forward = forwardPasses(bodyOf(network), prompted, { keep: false });
  return {
    passes: [...forward.passes, ...classified(network, forward.output, ends)],
    ends,
  } satisfies NetworkPlan<typeof ends>;
}

/**
 * Forward and back: logits, the pictures' share of the mapped loss and its gradient by them.
 * @param loss.targets k
 * @param loss.batch B, which the loss is a mean over
 */
export function learningPlan(
  network: Network,
  { count, side }: Pictures,
  { targets, batch }: { readonly targets: number; readonly batch: number },
) {
  const { features, classes } = network.description;
  const { back: rows } = network.constants.classifier;
  const prompted = outside([count, side, side, 3]);
  const ends = {
    prompted,
    labels: outside([count], 'int32'),
    mapping: outside([targets], 'int32'),
    logits: outside([count, classes]),
    loss: outside([]),
    gradient: outside([count, side, side, 3]),
  };
  const { labels, mapping, logits } = ends;
  const forward = forwardPasses(bodyOf(network), prompted, { keep: true });
  const errors = work([count, targets + 1]);
  const byFeatures = work([count, features]);
  return {
    passes: [
      ...forward.passes,
      ...classified(network, forward.output, { features: work([count, features]), logits }),
      { program: mappedErrorsProgram({ logits, labels, mapping }, { batch }), result: errors },
      { program: mappedErrorsLossProgram<Operand>(errors), result: ends.loss },
      {
        program: mappedErrorsBackProgram<Operand>({ errors, rows, mapping }),
        result: byFeatures,
        needed: count * features * targets,
      },
      ...fromFeatures(network, forward, { byFeatures, result: ends.gradient }),
    ],
    ends,
  } satisfies NetworkPlan<typeof ends>;
}

/** Forward and back from one logit of each picture. */
export function explainingPlan(network: Network, { count, side }: Pictures) {
  const { features, classes } = network.description;
  const prompted = outside([count, side, side, 3]);
  const ends = {
    prompted,
    sources: outside([count], 'int32'),
    logits: outside([count, classes]),
    gradient: outside([count, side, side, 3]),
  };
  const forward = forwardPasses(bodyOf(network), prompted, { keep: true });
  const byFeatures = work([count, features]);
  const { back: rows } = network.constants.classifier;
  return {
    passes: [
      ...forward.passes,
      ...classified(network, forward.output, {
        features: work([count, features]),
        logits: ends.logits,
      }),
      pickedRowsPass({ rows, sources: ends.sources }, byFeatures),
      ...fromFeatures(network, forward, { byFeatures, result: ends.gradient }),
    ],
    ends,
  } satisfies NetworkPlan<typeof ends>;
}

function bodyOf({ description, constants }: Network) {
  return { layers: description.body, constants: constants.layers };
}

/** Pooled by the mean, then the last layer. */
function classified(
  { constants: { classifier } }: Network,
  output: Operand,
  { features, logits }: { readonly features: Operand; readonly logits: Operand },
): readonly Pass[] {
  const { filter, bias } = classifier;
  return [
    { program: pixelMeanProgram(output), result: features },
    pointwisePass({ x: features, filter, bias }, logits),
  ];
}

/** Back from ∂/∂features [n, features]. */
function fromFeatures(
  network: Network,
  forward: ForwardPasses,
  { byFeatures, result }: { readonly byFeatures: Operand; readonly result: Operand },
): readonly Pass[] {
  const { description } = network;
  const byOutput = work(forward.output.shape);
  const gate = forward.gates.get(description.body.length - 1) ?? null;
  return [
    pooledBackPass({ byFeatures, gate }, byOutput),
    ...backwardPasses(bodyOf(network), forward, { gradient: byOutput, result }),
  ];
}
