/**
 * A frozen network on the current TensorFlow.js backend: one chunk of samples, forwards and backwards, synchronously.
 *
 * What is kept between the two directions are the relu6 outputs and nothing else; each tensor is freed as soon as its
 * last reader is done. `network.ts` cuts batches into chunks, the worker pool hands chunks to others.
 */
import { assertShape } from '../../lib/assert-shape';
import { integers } from '../kernels/integers';
import { runOperation } from '../kernels/operation';
import { pixelMean, pixelMeanBack } from '../kernels/pixel-mean';
import { plus, pointwise } from '../kernels/pointwise';
import { gatedBy } from '../kernels/relu6-gate';
import { add, gather, reshape, tensor1d, tensor2d, tidy } from '../tf';
import type { Tensor1D, Tensor2D, Tensor4D } from '../tf';
import type { InputGradient, LogitGradient, Readout } from './backbone';
import { denseFilter } from './filters';
import { frozenConvolution, type FrozenConvolution } from './frozen-convolution';
import { tensorShapes, type Layer, type NamedTensors, type NetworkDescription } from './layers';
import { mappedLoss } from './mapped-loss';

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

export function createFrozenNetwork(description: NetworkDescription, tensors: NamedTensors): FrozenNetwork {
  assertWeights(description, tensors);
  const { body, features, classes } = description;
  const values = (name: string): Float32Array => tensors[name]!.values;
  const convolutions = body.map((layer) =>
    layer.kind === 'residual'
      ? null
      : frozenConvolution(layer, values(`${layer.name}.weight`), values(`${layer.name}.bias`)),
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

  function classify(map: Tensor4D): Readout {
    const x = runOperation(pixelMean, { x: map }, {});
    const { filter, bias } = classifier;
    const none = { addend: null, gate: null };
    const scores = runOperation(pointwise, { x, filter, bias, ...none }, { relu6: false });
    const [count] = map.shape;
    return { logits: reshape(scores, [count, classes]), features: reshape(x, [count, features]) };
  }

  const look = (prompted: Tensor4D): Readout =>
    classify(forward({ body, convolutions, prompted, keepActivations: false }).map);

  /** From ∂/∂features [n, features] back to the input. Consumes the pass. */
  function fromFeatures({ map, activations, sides }: ForwardPass, gradient: Tensor2D): Tensor4D {
    const [, height, width] = map.shape;
    const gate = activations.pop() ?? null;
    const mapGradient = runOperation(pixelMeanBack, { gradient, gate }, { height, width, inPlace: true });
    map.dispose();
    return backward({ body, convolutions, activations, sides, gradient: mapGradient });
  }

  return {
    description,
    logits: (prompted) => tidy(() => look(prompted).logits),
    readout: (prompted) => tidy(() => ({ ...look(prompted) })),
    inputGradient: ({ prompted, labels, mapping, batch }) =>
      tidy(() => {
        const pass = forward({ body, convolutions, prompted, keepActivations: true });
        const { logits } = classify(pass.map);
        const targets = { labels: integers(labels), mapping: integers(mapping) };
        const { loss, gradient } = mappedLoss({ logits, rows: classifier.rows, ...targets }, { batch });
        return { loss, logits, gradient: fromFeatures(pass, gradient) };
      }),
    logitGradient: (pictures, sources) =>
      tidy(() => {
        const pass = forward({ body, convolutions, prompted: pictures, keepActivations: true });
        const { logits } = classify(pass.map);
        const rows = gather(classifier.rows, integers(sources));
        return { logits, gradient: fromFeatures(pass, rows) };
      }),
    dispose() {
      for (const convolution of convolutions) convolution?.dispose();
      for (const tensor of Object.values(classifier)) (tensor as Tensor2D).dispose();
    },
  };
}

interface ForwardPass {
  /** output of the last layer [n, h, w, features] */
  readonly map: Tensor4D;
  /** relu6 output of each layer that has one, when kept: the last is the map where it has a gate */
  readonly activations: (Tensor4D | null)[];
  /** H = W of each layer's input */
  readonly sides: number[];
}

/** Runs the body once, without touching `prompted`. */
function forward({
  body,
  convolutions,
  prompted,
  keepActivations,
}: {
  body: readonly Layer[];
  convolutions: readonly (FrozenConvolution | null)[];
  prompted: Tensor4D;
  keepActivations: boolean;
}): ForwardPass {
  const outputs: (Tensor4D | null)[] = [];
  const sides: number[] = [];
  const readers = lastReaders(body);
  let current = prompted;
  body.forEach((layer, index) => {
    sides.push(current.shape[1]);
    const next = body[index + 1];
    if (layer.kind !== 'residual') {
      const joins =
        next?.kind === 'residual' && next.from < index && readers[index] === index + 1 && !isGated(layer);
      current = convolutions[index]!.forward(current, joins ? outputs[next.from]! : null);
      outputs.push(joins ? null : current);
    } else {
      // otherwise the layer ahead has added it already
      if (outputs[index - 1]) current = add(current, outputs[layer.from]!);
      outputs.push(current);
    }
    for (const [earlier, tensor] of outputs.entries()) {
      const done = readers[earlier] === index;
      if (done && !(keepActivations && isGated(body[earlier]!))) {
        tensor?.dispose();
        outputs[earlier] = null;
      }
    }
  });
  const activations = outputs.map((tensor, index) =>
    keepActivations && isGated(body[index]!) ? tensor : null,
  );
  return { map: current, activations, sides };
}

/**
 * Pulls the gradient of the body's output, ahead of its activation, back to its input. Consumes `gradient` and the
 * activations, those of all layers but the last.
 */
function backward({
  body,
  convolutions,
  activations,
  sides,
  gradient,
}: {
  body: readonly Layer[];
  convolutions: readonly (FrozenConvolution | null)[];
  activations: (Tensor4D | null)[];
  sides: readonly number[];
  gradient: Tensor4D;
}): Tensor4D {
  // Gradients that reach a layer's output by a residual connection, on top of the one from the layer behind it.
  const shortcuts = new Map<number, Tensor4D>();
  let current = gradient;
  for (let index = body.length - 1; index >= 0; index--) {
    const layer = body[index]!;
    const gate = activations[index - 1] ?? null;
    const addend = shortcuts.get(index - 1) ?? null;
    const freed = [current, gate, addend];
    const input = { side: sides[index]!, addend, gate };
    current =
      layer.kind === 'residual'
        ? gatedBy(gate, plus(addend, current.clone()))
        : convolutions[index]!.backward(current, input);
    if (layer.kind === 'residual') shortcuts.set(layer.from, freed.shift()!);
    for (const tensor of freed) tensor?.dispose();
  }
  return current;
}

function isGated(layer: Layer): boolean {
  return layer.kind !== 'residual' && layer.activation === 'relu6';
}

/** For each layer the last one that reads its output; the last layer's output is the result and never freed here. */
function lastReaders(body: readonly Layer[]): number[] {
  const readers = body.map((_, index) => index + 1);
  body.forEach((layer, index) => {
    if (layer.kind === 'residual') readers[layer.from] = Math.max(readers[layer.from]!, index);
  });
  return readers;
}

function assertWeights(description: NetworkDescription, tensors: NamedTensors): void {
  for (const [name, shape] of Object.entries(tensorShapes(description))) {
    const tensor = tensors[name];
    if (!tensor) throw new Error(`The weights of ${description.name} lack ${name}.`);
    assertShape(`${description.name}: ${name}`, tensor.shape, shape);
  }
}
