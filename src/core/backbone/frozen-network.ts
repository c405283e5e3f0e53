/**
 * A frozen network on the current TensorFlow.js backend: one chunk of samples, forwards and backwards, synchronously.
 *
 * frozen-body.ts goes through the layers; here are the two ends, and the losses between them. `network.ts` cuts batches
 * into chunks, the worker pool hands chunks to others.
 */
import { assertShape } from '../../lib/assert-shape';
import { integers } from '../kernels/integers';
import { runOperation } from '../kernels/operation';
import { pixelMean, pixelMeanBack } from '../kernels/pixel-mean';
import { pointwise } from '../kernels/pointwise';
import { gatedBy } from '../kernels/relu-gate';
import { gather, getBackend, reshape, tensor1d, tensor2d, tidy } from '../tf';
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '../tf';
import type { InputGradient, LogitGradient, Readout } from './backbone';
import { tensorShapes } from './description/layer-facts';
import type { NamedTensors, NetworkDescription } from './description/layers';
import { denseFilter } from './filters';
import { frozenBody, type ForwardPass } from './frozen-body';
import { alias } from './frozen-layer';
import { frozenLayer } from './frozen-layers';
import { mappedLoss } from './mapped-loss';
import { isPlannable } from './plan/plannable';
import { plannedNetwork } from './plan/planned-network';

export interface FrozenNetwork {
  readonly description: NetworkDescription;
  /** f_P(x̃) [n, classes] for x̃ [n, H, W, 3]; the caller disposes */
  logits(prompted: Tensor4D): Tensor2D;
  /** the same with the features [n, features] that the last layer reads; the caller disposes both */
  readout(prompted: Tensor4D): Readout;
  /** Loss, logits and input gradient of n samples of a batch; the caller disposes all three. */
  inputGradient(chunk: ChunkOfBatch): InputGradient;
  /** Gradient of one logit of each of n pictures, sources [n]; the caller disposes both results. */
  logitGradient(pictures: Tensor4D, sources: Int32Array): LogitGradient;
  dispose(): void;
}

export interface ChunkOfBatch {
  /** x̃ [n, H, W, 3] */
  readonly prompted: Tensor4D;
  /** [n], 0..k−1 */
  readonly labels: Int32Array;
  /** π [k] */
  readonly mapping: Int32Array;
  /** B ≥ n: the loss is a mean over the whole batch, so each chunk yields its share */
  readonly batch: number;
}

interface Classifier {
  /** [features, classes] */
  readonly filter: Tensor2D;
  /** [classes] */
  readonly bias: Tensor1D;
  /** [classes, features]: a row for each class, for the way back */
  readonly rows: Tensor2D;
}

/** By static plans where the current backend and the network allow it, else by the portable layers. */
export function createFrozenNetwork(description: NetworkDescription, tensors: NamedTensors): FrozenNetwork {
  assertWeights(description, tensors);
  const planned = getBackend() === 'webgpu' && isPlannable(description);
  return (planned ? plannedNetwork : portableNetwork)(description, tensors);
}

/** Layer by layer, on any backend; the plans are held against it. */
export function portableNetwork(description: NetworkDescription, tensors: NamedTensors): FrozenNetwork {
  const { features, classes } = description;
  const values = (name: string): Float32Array => tensors[name]!.values;
  const body = frozenBody(
    description.body,
    description.body.map((layer) => frozenLayer(layer, values)),
  );
  const weight = values(`${description.classifier}.weight`);
  const classifier: Classifier = {
    filter: tensor2d(denseFilter(weight, { outputs: classes, inputs: features, kernel: 1 }), [
      features,
      classes,
    ]),
    bias: tensor1d(values(`${description.classifier}.bias`)),
    rows: tensor2d(weight, [classes, features]),
  };

  function classify(output: Tensor): Readout {
    const [count] = output.shape as [number];
    const x: Tensor4D = isMap(output)
      ? runOperation(pixelMean, { x: output }, {})
      : reshape(output, [count, 1, 1, features]);
    const { filter, bias } = classifier;
    const inputs = { x, filter, bias, addend: null, gate: null };
    const scores = runOperation(pointwise, inputs, { activation: 'linear', gateOf: 'relu6' });
    return { logits: reshape(scores, [count, classes]), features: reshape(x, [count, features]) };
  }

  const look = (prompted: Tensor4D): Readout => classify(body.forward(prompted, { keep: false }).output);

  /** From ∂/∂features [n, features] back to the input. Consumes the pass. */
  function fromFeatures(pass: ForwardPass, gradient: Tensor2D): Tensor4D {
    const byOutput = beforePooling(pass, gradient);
    pass.output.dispose();
    return body.backward(byOutput, pass);
  }

  return {
    description,
    logits: (prompted) => tidy(() => look(prompted).logits),
    readout: (prompted) => tidy(() => ({ ...look(prompted) })),
    inputGradient: ({ prompted, labels, mapping, batch }) =>
      tidy(() => {
        const pass = body.forward(prompted, { keep: true });
        const { logits } = classify(pass.output);
        const targets = { labels: integers(labels), mapping: integers(mapping) };
        const { loss, gradient } = mappedLoss({ logits, rows: classifier.rows, ...targets }, { batch });
        return { loss, logits, gradient: fromFeatures(pass, gradient) };
      }),
    logitGradient: (pictures, sources) =>
      tidy(() => {
        const pass = body.forward(pictures, { keep: true });
        const { logits } = classify(pass.output);
        const rows = gather(classifier.rows, integers(sources));
        return { logits, gradient: fromFeatures(pass, rows) };
      }),
    dispose() {
      body.dispose();
      for (const tensor of Object.values(classifier)) (tensor as Tensor2D).dispose();
    },
  };
}

function isMap(output: Tensor): output is Tensor4D {
  return output.rank === 4;
}

/** ∂/∂features [n, features] as the gradient of the body's output, ahead of its activation. */
function beforePooling({ output, gate }: ForwardPass, gradient: Tensor2D): Tensor {
  if (!isMap(output)) return gatedBy(gate, alias(gradient));
  const [, height, width] = output.shape;
  const inputs = { gradient, gate: (gate?.activation ?? null) as Tensor4D | null };
  const attributes = { height, width, gateOf: gate?.of ?? 'relu6', inPlace: true } as const;
  return runOperation(pixelMeanBack, inputs, attributes);
}

function assertWeights(description: NetworkDescription, tensors: NamedTensors): void {
  for (const [name, shape] of Object.entries(tensorShapes(description))) {
    const tensor = tensors[name];
    if (!tensor) throw new Error(`The weights of ${description.name} lack ${name}.`);
    assertShape(`${description.name}: ${name}`, tensor.shape, shape);
  }
}
