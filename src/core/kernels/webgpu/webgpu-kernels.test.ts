import { beforeAll, describe, expect, test } from 'vitest';
import {
  channelMoments,
  normaliseRelu,
  normaliseReluGradients,
  trackedMoments,
} from '../../differentiable/batch-norm-operations';
import {
  normaliseReluPool,
  normaliseReluPoolGradients,
} from '../../differentiable/batch-norm-pool-operations';
import { convolve, convolveBack } from '../../differentiable/convolution';
import { weightGradient } from '../../differentiable/convolution-weight-gradient';
import { maxPoolBack } from '../../differentiable/max-pool';
import { addPrompt, promptMaskBack, promptPatternBack } from '../../differentiable/prompt-operations';
import { adamParts } from '../../optimiser/adam';
import { batchSums, channelSums } from '../../differentiable/sums';
import { leakedTensors, useBackend } from '../../testing/backends';
import { dispatched } from '../../testing/dispatched';
import { randomTensor, randomValues } from '../../testing/method';
import { relativeError } from '../../testing/relative-error';
import { startWebGPU } from '../../testing/webgpu';
import * as tf from '../../tf';
import type { Tensor, Tensor1D, Tensor4D } from '../../tf';
import { mappedHits } from '../../batch-accuracy';
import { mappedErrors, mappedErrorsBack, mappedErrorsLoss } from '../../backbone/mapped-loss';
import { denseFilter, depthwiseFilter, phaseFilter, turnedDepthwiseFilter } from '../../backbone/filters';
import { depthwiseBack, paddingBefore } from '../depthwise';
import { geluBackOperation, geluOperation } from '../gelu';
import { integers } from '../integers';
import { maxPoolThreeBack } from '../max-pool-three';
import { runOperation, type Operation } from '../operation';
import { pixelMean, pixelMeanBack } from '../pixel-mean';
import { pointwise } from '../pointwise';
import { stridedConvolutionBack } from '../strided-convolution';
import { zeros } from '../zeros';

const missing = await startWebGPU();
if (missing) console.warn(missing);

interface Case {
  readonly kernel: string;
  readonly run: () => Tensor;
  /** the portable twin's result, from plain JavaScript */
  readonly twin: Tensor;
}

function caseOf<Inputs extends object, Attributes extends object, Result extends Tensor>(
  operation: Operation<Inputs, Attributes, Result>,
  inputs: Inputs,
  attributes: Attributes,
): Case {
  return {
    kernel: operation.kernel,
    run: () => runOperation(operation, inputs, attributes),
    twin: tf.tidy(() => operation.portable(inputs, attributes)),
  };
}

/** A case for each of the tensors that an operation gives. */
function casesOf<Inputs extends object, Attributes extends object>(
  operation: Operation<Inputs, Attributes, Tensor[]>,
  inputs: Inputs,
  attributes: Attributes,
): readonly Case[] {
  const twins = tf.tidy(() => operation.portable(inputs, attributes));
  return twins.map((twin, index) => ({
    kernel: operation.kernel,
    run: () => tf.tidy(() => runOperation(operation, inputs, attributes)[index]!),
    twin,
  }));
}

function vector(size: number, stream: string): Tensor1D {
  return tf.tensor1d(randomValues(size, stream));
}

const epsilon = 1e-5;

/** The generator's operations on pictures of this shape; the weight gradient with so many outputs. */
function generatorCases(shape: Tensor4D['shape'], outputs: number): readonly Case[] {
  const [batch, height, width, channels] = shape;
  // few values, so that windows tie
  const coarse: Tensor4D = tf.round(randomTensor(shape, 'coarse'));
  const maxima = tf.maxPool(coarse, 2, 2, 'valid');
  // flat pictures: what varies is small beside the mean
  const x: Tensor4D = tf.add(tf.mul(randomTensor(shape, 'x'), 0.1), 1);
  const moments = tf.tidy(() => channelMoments.portable({ x }, {}));
  const weight = randomTensor([3, 3, channels, outputs], 'weight');
  const scale = vector(channels, 'scale');
  const shift = vector(channels, 'shift');
  const y = tf.tidy(() => normaliseRelu.portable({ x, moments, scale, shift }, { epsilon }));
  const passed = { x, y, dy: randomTensor(shape, 'dy'), moments };
  const norm = { moments, scale, shift };
  return [
    caseOf(weightGradient, { x, dy: randomTensor([batch, height, width, outputs], 'outputs') }, {}),
    caseOf(convolve, { x, weight, bias: vector(outputs, 'bias') }, {}),
    caseOf(
      convolveBack,
      { dy: randomTensor([batch, height, width, outputs], 'outputs'), weight, place: null },
      {},
    ),
    caseOf(maxPoolBack, { x: coarse, y: maxima, dy: randomTensor(maxima.shape, 'pooled') }, {}),
    ...casesOf(
      trackedMoments,
      { x, runningMean: vector(channels, 'mean'), runningVariance: vector(channels, 'variance') },
      { momentum: 0.1 },
    ),
    caseOf(normaliseRelu, { x, ...norm }, { epsilon }),
    ...casesOf(normaliseReluGradients, { ...passed, scale }, { epsilon }),
    caseOf(normaliseReluPool, { x, ...norm }, { epsilon }),
    ...casesOf(
      normaliseReluPoolGradients,
      { x, ...norm, dy: randomTensor(maxima.shape, 'pooled') },
      { epsilon },
    ),
    caseOf(channelSums, { x: passed.dy }, {}),
  ];
}

/** y = relu6(…): some closed at 0, some at 6, some open. */
function activations(shape: Tensor4D['shape']): Tensor4D {
  return tf.clipByValue(tf.mul(randomTensor(shape, 'activations'), 5), 0, 6);
}

/** What may happen to a product before it is written, with a bias or without. */
function pointwiseCases(shape: Tensor4D['shape'], outputs: number): readonly Case[] {
  const [batch, height, width, inputs] = shape;
  const x = randomTensor(shape, 'x');
  const filter = tf.tensor2d(randomValues(inputs * outputs, 'filter'), [inputs, outputs]);
  const bias = vector(outputs, 'bias');
  const addend = randomTensor([batch, height, width, outputs], 'addend');
  const gate = activations([batch, height, width, outputs]);
  const plain = { x, filter, bias: null, addend: null, gate: null };
  return [
    caseOf(pointwise, { ...plain, bias }, { activation: 'relu6', gateOf: 'relu6' }),
    caseOf(pointwise, { ...plain, bias, addend }, { activation: 'linear', gateOf: 'relu6' }),
    caseOf(pointwise, { ...plain, addend, gate }, { activation: 'linear', gateOf: 'relu6' }),
    caseOf(pointwise, { ...plain, gate }, { activation: 'linear', gateOf: 'relu6' }),
    caseOf(pointwise, { ...plain, bias, gate }, { activation: 'relu', gateOf: 'relu' }),
    caseOf(
      pointwise,
      { ...plain, filter: tf.transpose(filter), bias },
      { activation: 'linear', gateOf: 'relu6', turned: true },
    ),
  ];
}

/** The ways back of the other layers for an input of this shape. */
function backboneCases(shape: Tensor4D['shape'], kernel: number): readonly Case[] {
  const [batch, side, , channels] = shape;
  const gate = activations(shape);
  const values = (length: number, stream: string): Float32Array => randomValues(length, stream);
  const weight = values(channels * kernel * kernel, 'depthwise');
  const filterShape: Tensor4D['shape'] = [kernel, kernel, channels, 1];
  const filter = tf.tensor4d(depthwiseFilter(weight, channels), filterShape);
  const turned = tf.tensor4d(turnedDepthwiseFilter(weight, channels), filterShape);
  const depthwise = [1, 2].map((stride) => {
    const outSide = Math.ceil(side / stride);
    const gradient = randomTensor([batch, outSide, outSide, channels], 'gradient');
    const before = paddingBefore(side, kernel, stride);
    return caseOf(
      depthwiseBack,
      { gradient, filter, turned, gate: stride === 2 ? gate : null },
      { side, stride, before, gateOf: stride === 2 ? 'relu6' : 'relu' },
    );
  });

  const outputs = 12;
  const layer = { outputs, inputs: channels, kernel };
  const dense = values(outputs * channels * kernel * kernel, 'dense');
  const before = paddingBefore(side, kernel, 2);
  const { values: phaseValues, size, ...padding } = phaseFilter(dense, { ...layer, before });
  const outSide = Math.ceil(side / 2);
  const strided = caseOf(
    stridedConvolutionBack,
    {
      gradient: randomTensor([batch, outSide, outSide, outputs], 'gradient'),
      filter: tf.tensor4d(denseFilter(dense, layer), [kernel, kernel, channels, outputs]),
      phases: tf.tensor4d(phaseValues, [size, size, outputs, 4 * channels]),
    },
    { side, stride: 2, before, padding },
  );
  const gradient = tf.tensor2d(values(batch * channels, 'means'), [batch, channels]);
  const extent = { height: side, width: side };
  // few values, so that windows tie
  const coarse: Tensor4D = tf.round(tf.mul(randomTensor(shape, 'coarse'), 2));
  const after = side % 2;
  const maxima = tf.maxPool(coarse, 3, 2, [
    [0, 0],
    [1, after],
    [1, after],
    [0, 0],
  ]);
  const pooled = randomTensor(maxima.shape, 'pooled');
  return [
    ...depthwise,
    strided,
    caseOf(maxPoolThreeBack, { x: coarse, y: maxima, dy: pooled }, {}),
    caseOf(pixelMean, { x: gate }, {}),
    caseOf(pixelMeanBack, { gradient, gate }, { ...extent, gateOf: 'relu6' }),
    caseOf(pixelMeanBack, { gradient, gate }, { ...extent, gateOf: 'relu' }),
  ];
}

/** Of n samples, on so many of the source classes; large logits, where exp alone would overflow. */
function lossCases(samples: number, targets: number, features: number): readonly Case[] {
  const classes = 200;
  const logits = tf.tensor2d(
    randomValues(samples * classes, 'logits').map((value) => 100 * value),
    [samples, classes],
  );
  const labels = tf.tensor1d(
    Int32Array.from({ length: samples }, (_, index) => (5 * index) % targets),
    'int32',
  );
  const mapping = tf.tensor1d(
    Int32Array.from({ length: targets }, (_, target) => classes - 1 - target),
    'int32',
  );
  const errors = tf.tensor2d(randomValues(samples * (targets + 1), 'errors'), [samples, targets + 1]);
  const rows = tf.tensor2d(randomValues(classes * features, 'rows'), [classes, features]);
  return [
    caseOf(mappedErrors, { logits, labels, mapping }, { batch: samples + 3 }),
    caseOf(mappedErrorsBack, { errors, rows, mapping }, {}),
    caseOf(mappedErrorsLoss, { errors }, {}),
    caseOf(mappedHits, { logits: tf.round(tf.div(logits, 100)) as tf.Tensor2D, labels, mapping }, {}),
  ];
}

/** Patch-wise masks on pictures of this side, the pattern of one kind or the other. */
function promptCases(batch: number, side: number, patch: number): readonly Case[] {
  const height = Math.floor(side / patch);
  const picture: Tensor4D['shape'] = [batch, side, side, 3];
  const images = randomTensor(picture, 'images');
  const dy = randomTensor(picture, 'dy');
  const mask = randomTensor([batch, height, height, 3], 'mask');
  const one = randomTensor([1, height, height, 3], 'mask of all');
  const [shared, own] = [randomTensor([1, side, side, 3], 'pattern'), randomTensor(picture, 'patterns')];
  const extent = { patch, height, width: height };
  return [
    caseOf(addPrompt, { images, pattern: shared, mask }, { patch }),
    caseOf(addPrompt, { images, pattern: own, mask: one }, { patch }),
    caseOf(addPrompt, { images, pattern: null, mask }, { patch }),
    caseOf(promptMaskBack, { dy, pattern: shared }, extent),
    caseOf(promptMaskBack, { dy, pattern: null }, extent),
    caseOf(promptPatternBack, { dy, mask }, { patch, shared: true }),
    caseOf(promptPatternBack, { dy, mask: one }, { patch, shared: true }),
    caseOf(promptPatternBack, { dy, mask }, { patch, shared: false }),
    caseOf(batchSums, { x: dy }, {}),
  ];
}

/** From where GELU is zero to where it is x. */
function geluCases(count: number): readonly Case[] {
  const x = tf.mul(vector(count, 'x'), 8);
  return [
    caseOf(geluOperation, { x }, {}),
    caseOf(geluBackOperation, { x, gradient: vector(count, 'gradient') }, {}),
  ];
}

/** Gradients down to the size of ε, where a wrong order of operations shows; more tensors than a dispatch binds. */
function adamCases(sizes: readonly number[]): readonly Case[] {
  const count = sizes.reduce((sum, size) => sum + size, 0);
  const row = (stream: string): Tensor1D => vector(count, stream);
  const moments = tf.stack([row('before'), row('first'), tf.square(row('second'))]) as tf.Tensor2D;
  const gradientOf = (size: number): Tensor =>
    tf.mul(vector(size, 'gradient'), tf.exp(tf.mul(vector(size, 'size'), -10)));
  const inputs = {
    vector: moments,
    values: sizes.map((size) => vector(size, 'values')),
    gradients: sizes.map(gradientOf),
  };
  return [1, 1000].flatMap((steps) => casesOf(adamParts, inputs, { rate: 0.01, steps }));
}

type Shape = Tensor4D['shape'];

describe.skipIf(missing).each([
  ['the generator’s operations', 16, () => generatorCases([1, 33, 33, 3], 7)],
  ['… on channels by the four', 16, () => generatorCases([2, 6, 10, 8], 16)],
  ['… with a last column and no inner one', 16, () => generatorCases([3, 5, 2, 6], 3)],
  ['… in several strips', 16, () => generatorCases([3, 70, 40, 20], 24)],
  ['products on odd widths', 6, () => pointwiseCases([1, 33, 33, 3], 7)],
  ['products in whole tiles', 6, () => pointwiseCases([2, 8, 8, 16], 96)],
  ['products in broken tiles', 6, () => pointwiseCases([1, 5, 7, 52], 68)],
  ['the backbone’s way back', 7, () => backboneCases([1, 33, 33, 3] as Shape, 3)],
  ['… on channels by the four, even', 7, () => backboneCases([2, 8, 8, 16] as Shape, 5)],
  ['… on a side of one', 7, () => backboneCases([2, 1, 1, 4] as Shape, 3)],
  ['the mapped loss', 4, () => lossCases(1, 7, 33)],
  ['the mapped loss on many', 4, () => lossCases(70, 150, 8)],
  ['the prompt', 9, () => promptCases(1, 33, 8)],
  ['the prompt where patches fit', 9, () => promptCases(3, 16, 4)],
  ['the prompt of a mask as large as the picture', 9, () => promptCases(2, 7, 1)],
  ['GELU', 2, () => geluCases(148)],
  ['GELU on a length that four does not divide', 2, () => geluCases(37)],
  ['Adam', 4, () => adamCases([333])],
  ['Adam on more tensors than a dispatch binds', 18, () => adamCases([300, 1, 64, 5, 128, 7, 33, 2])],
] as const)('%s', (_, count, make) => {
  let cases: readonly Case[] = [];
  beforeAll(async () => {
    await useBackend('cpu');
    cases = make();
    await useBackend('webgpu');
  });

  test.each(Array.from({ length: count }, (_, index) => index))(
    'runs, gives what the portable twin gives, and the same bits twice (operation %i)',
    async (index) => {
      const { kernel, run, twin } = cases[index]!;
      const { result: own, programs } = dispatched(run);
      expect(programs.length, `${kernel} was not dispatched`).toBeGreaterThan(0);
      const again = run();
      expect(own.shape).toEqual(twin.shape);
      expect(relativeError(await own.data(), await twin.data()), kernel).toBeLessThan(1e-4);
      expect(await again.data()).toEqual(await own.data());
    },
  );

  test('leaves nothing behind', async () => {
    expect(cases).toHaveLength(count);
    for (const { run } of cases) expect(await leakedTensors(run)).toBe(0);
  });
});

describe.skipIf(missing)('a result in place of what is used up', () => {
  const shape: Shape = [2, 5, 5, 8];
  const filter = (): tf.Tensor4D => randomTensor([3, 3, 8, 1], 'filter');
  const weight = (): tf.Tensor2D => tf.tensor2d(randomValues(64, 'weight'), [8, 8]);
  const x = (): Tensor4D => randomTensor(shape, 'x');
  const plain = (): { x: Tensor4D; filter: tf.Tensor2D; bias: null } => ({
    x: x(),
    filter: weight(),
    bias: null,
  });

  const pairs = (stream: string): tf.Tensor2D =>
    tf.tensor2d(
      randomValues(16, stream).map((value) => value ** 2),
      [2, 8],
    );
  const normalised = (x: Tensor4D) => ({
    x,
    moments: pairs('moments'),
    scale: vector(8, 'scale'),
    shift: vector(8, 'shift'),
  });

  test.each<[string, (used: Tensor4D, inPlace: boolean) => Tensor]>([
    [
      'a product and its gate',
      (gate, inPlace) =>
        runOperation(
          pointwise,
          { ...plain(), addend: null, gate },
          { activation: 'linear', gateOf: 'relu6', inPlace },
        ),
    ],
    [
      'a product, its gate and an addend',
      (gate, inPlace) =>
        runOperation(
          pointwise,
          { ...plain(), addend: x(), gate },
          { activation: 'linear', gateOf: 'relu6', inPlace },
        ),
    ],
    [
      'a product and an addend',
      (addend, inPlace) =>
        runOperation(
          pointwise,
          { ...plain(), addend, gate: null },
          { activation: 'linear', gateOf: 'relu6', inPlace },
        ),
    ],
    [
      'a depthwise gradient and its gate',
      (gate, inPlace) =>
        runOperation(
          depthwiseBack,
          { gradient: x(), filter: filter(), turned: filter(), gate },
          { side: 5, stride: 1, before: 1, gateOf: 'relu6', inPlace },
        ),
    ],
    [
      'shares of a mean and their gate',
      (gate, inPlace) =>
        runOperation(
          pixelMeanBack,
          { gradient: tf.tensor2d(randomValues(16, 'means'), [2, 8]), gate },
          { height: 5, width: 5, gateOf: 'relu6', inPlace },
        ),
    ],
    [
      'a gradient behind BatchNorm and what was normalised',
      (x, inPlace) => {
        const passed = { y: activations(shape), dy: randomTensor(shape, 'dy') };
        const inputs = { ...normalised(x), ...passed };
        return tf.tidy(() => runOperation(normaliseReluGradients, inputs, { epsilon, inPlace })[0]);
      },
    ],
    [
      'the same behind a pool',
      (x, inPlace) => {
        const inputs = { ...normalised(x), dy: randomTensor([2, 2, 2, 8], 'pooled') };
        return tf.tidy(() => runOperation(normaliseReluPoolGradients, inputs, { epsilon, inPlace })[0]);
      },
    ],
    [
      'a gradient of a convolution and its input',
      (input, inPlace) => {
        const inputs = {
          dy: randomTensor([2, 5, 5, 16], 'dy'),
          weight: randomTensor([3, 3, 8, 16], 'weight'),
        };
        return runOperation(convolveBack, { ...inputs, place: inPlace ? input : null }, {});
      },
    ],
  ])('%s: the same values, no new buffer', async (_, run) => {
    const expected = await run(activations(shape), false).data();
    const used = activations(shape);
    const { result, programs } = dispatched(() => run(used, true));
    expect(programs.length).toBeGreaterThan(0);
    expect(result.dataId).toBe(used.dataId);
    used.dispose();
    expect(await result.data()).toEqual(expected);
  });
});

describe.skipIf(missing)('Adam', () => {
  test('goes on from the parameters it wrote and from copies of them to the same bits', async () => {
    const sizes = [40, 3, 8, 17, 1];
    const gradients = sizes.map((size) => vector(size, 'gradient'));
    const values = sizes.map((size) => vector(size, 'values'));
    const vectors: tf.Tensor2D = tf.fill([3, 69], 0);
    const [first, ...own] = runOperation(
      adamParts,
      { vector: vectors, values, gradients },
      { rate: 0.1, steps: 1 },
    );
    const copies = own.map((tensor) => tf.add(tensor, 0));
    const next = (from: Tensor[]) =>
      dispatched(() =>
        runOperation(
          adamParts,
          { vector: first as tf.Tensor2D, values: from, gradients },
          { rate: 0.1, steps: 2 },
        ),
      );
    const [held, copied] = [next(own), next(copies)];
    expect(held.programs.length).toBeLessThan(copied.programs.length);
    for (const [index, tensor] of held.result.entries()) {
      expect(await tensor.data()).toEqual(await copied.result[index]!.data());
    }
  });
});

describe.skipIf(missing)('zeros', () => {
  test('are zeros however often they are asked for, and are shared', async () => {
    const [one, other] = [zeros([2, 3]), zeros([6])];
    expect(other.dataId).toBe(one.dataId);
    tf.dispose([one, other]);
    const again = zeros([3, 2]);
    expect(again.shape).toEqual([3, 2]);
    expect(await again.data()).toEqual(new Float32Array(6));
    again.dispose();
  });
});

describe.skipIf(missing)('integers', () => {
  test('come back from the device as they went, whatever was there before', async () => {
    for (const values of [Int32Array.of(3, 1, 2), Int32Array.of(-7, 0, 2 ** 20 + 1)]) {
      const onDevice = integers(values);
      expect(onDevice.dtype).toBe('int32');
      expect(await tf.add(onDevice, onDevice).data()).toEqual(values.map((value) => 2 * value));
      onDevice.dispose();
    }
  });
});
