/**
 * The same training step as TensorFlow.js' own users would write it: plain operations, `minimize` of an optimiser,
 * gradients by the tape. The network is folded and its weights are constants, so the tape asks for no filter gradients.
 * Only the cpu, webgl and webgpu backends have all the gradient kernels this needs.
 */
import * as tf from '@tensorflow/tfjs';
import { denseFilter, depthwiseFilter } from '../../core/backbone/filters';
import type {
  ConvolutionLayer,
  Layer,
  NamedTensors,
  NetworkDescription,
  ResidualLayer,
} from '../../core/backbone/description/layers';
import { CLASSES, noise, type BenchStep, type StepSize } from './step';

const WIDTHS = [8, 16, 32, 64];
const POOLS = 3;

/** On the current backend. */
export function stockStep(
  network: { description: NetworkDescription; tensors: NamedTensors },
  { side, batch }: StepSize,
): Omit<BenchStep, 'parameters'> {
  const images = tf.tensor4d(noise({ side, batch }), [batch, side, side, 3]);
  const labels = tf.oneHot(
    Array.from({ length: batch }, (_, index) => index % CLASSES),
    CLASSES,
  );
  const mapping = tf.range(0, CLASSES, 1, 'int32');
  const classify = frozenClassifier(network);
  const generator = maskGenerator();
  const delta = tf.variable(tf.zeros([side, side, 3]));
  const optimiser = tf.train.adam(0.003);
  const trained = [delta, ...generator.variables];
  return {
    async run() {
      const loss = optimiser.minimize(
        () => {
          const mask = tf.image.resizeNearestNeighbor(generator.masks(images), [side, side]);
          const logits = classify(tf.add(images, tf.mul(delta, mask)));
          return tf.losses.softmaxCrossEntropy(labels, tf.gather(logits, mapping, 1)).asScalar();
        },
        true,
        trained,
      );
      await loss?.data();
      loss?.dispose();
    },
    dispose() {
      optimiser.dispose();
      tf.dispose([images, labels, mapping, trained, classify.weights]);
    },
  };
}

function maskGenerator() {
  const widths = [3, ...WIDTHS];
  const blocks = WIDTHS.map((width, index) => ({
    filter: tf.variable(tf.randomUniform([3, 3, widths[index]!, width], -0.2, 0.2) as tf.Tensor4D),
    bias: tf.variable(tf.zeros([width])),
    scale: tf.variable(tf.ones([width]) as tf.Tensor1D),
    shift: tf.variable(tf.zeros([width]) as tf.Tensor1D),
  }));
  const head = {
    filter: tf.variable(tf.randomUniform([3, 3, WIDTHS.at(-1)!, 3], -0.05, 0.05) as tf.Tensor4D),
    bias: tf.variable(tf.zeros([3])),
  };
  return {
    variables: [...blocks, head].flatMap((block) => Object.values(block)) as tf.Variable[],
    masks(images: tf.Tensor4D): tf.Tensor4D {
      let x = images;
      blocks.forEach(({ filter, bias, scale, shift }, index) => {
        x = tf.add(tf.conv2d(x, filter as tf.Tensor4D, 1, 'same'), bias);
        const { mean, variance } = tf.moments(x, [0, 1, 2]);
        x = tf.relu(
          tf.batchNorm4d(
            x,
            mean as tf.Tensor1D,
            variance as tf.Tensor1D,
            shift as tf.Tensor1D,
            scale as tf.Tensor1D,
            1e-5,
          ),
        );
        if (index < POOLS) x = tf.maxPool(x, 2, 2, 'valid');
      });
      return tf.add(tf.conv2d(x, head.filter as tf.Tensor4D, 1, 'same'), head.bias);
    },
  };
}

interface Classifier {
  (x: tf.Tensor4D): tf.Tensor2D;
  readonly weights: tf.Tensor[];
}

function frozenClassifier({
  description,
  tensors,
}: {
  description: NetworkDescription;
  tensors: NamedTensors;
}): Classifier {
  const values = (name: string): Float32Array => tensors[name]!.values;
  const body = description.body.map(ofStockNetwork);
  const layers = body.map((layer) => (layer.kind === 'residual' ? null : constants(layer, values)));
  const { classifier, classes, features } = description;
  const rows = tf.tensor2d(values(`${classifier}.weight`), [classes, features]);
  const bias = tf.tensor1d(values(`${classifier}.bias`));
  const classify = (image: tf.Tensor4D): tf.Tensor2D => {
    const outputs: tf.Tensor4D[] = [];
    let x = image;
    body.forEach((layer, index) => {
      if (layer.kind === 'residual') {
        x = tf.add(x, outputs[layer.from]!);
      } else {
        const { filter, bias: offset } = layers[index]!;
        const convolved =
          layer.kind === 'depthwise'
            ? tf.depthwiseConv2d(x, filter, layer.stride, 'same')
            : tf.conv2d(x, filter, layer.stride, 'same');
        const shifted: tf.Tensor4D = tf.add(convolved, offset);
        x = layer.activation === 'relu6' ? tf.relu6(shifted) : shifted;
      }
      outputs.push(x);
    });
    return tf.add(tf.matMul(tf.mean(x, [1, 2]), rows, false, true), bias);
  };
  const weights = [rows, bias, ...layers.flatMap((layer) => (layer ? [layer.filter, layer.bias] : []))];
  return Object.assign(classify, { weights });
}

/** The bench measures the embedded network; a stock twin of other layers is not built. */
function ofStockNetwork(layer: Layer): ConvolutionLayer | ResidualLayer {
  const built = layer.kind === 'convolution' || layer.kind === 'pointwise' || layer.kind === 'depthwise';
  if (layer.kind === 'residual' || (built && layer.padding !== 'symmetric' && layer.from === undefined)) {
    return layer;
  }
  throw new Error(`The stock network of the bench has no ${layer.kind} as this one wants it.`);
}

function constants(layer: ConvolutionLayer, values: (name: string) => Float32Array) {
  const { name, kind, kernel, inputs, outputs } = layer;
  const weight = values(`${name}.weight`);
  const filter =
    kind === 'depthwise'
      ? tf.tensor4d(depthwiseFilter(weight, inputs), [kernel, kernel, inputs, 1])
      : tf.tensor4d(denseFilter(weight, layer), [kernel, kernel, inputs, outputs]);
  return { filter, bias: tf.tensor1d(values(`${name}.bias`)) };
}
