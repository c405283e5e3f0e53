import { describe, expect, test } from 'vitest';
import type { Block } from '../ablation/block';
import { generatorPart } from '../ablation/generator';
import { methodNeeds } from '../ablation/method-needs';
import { countParameters } from '../ablation/parameter-count';
import { blocks, refusal, type BlockId } from '../ablation/registry';
import { createBackbone } from '../backbone/network';
import { createUpsampling, upsamplingByMatrix } from '../differentiable/upsampling';
import type { MethodNeeds, PlainState, PromptContext } from '../method';
import type { MethodConfig } from '../method-config';
import { fromTensors, toTensors } from '../method-state';
import { adamStep, createAdam, disposeAdam } from '../optimiser/adam';
import { labelRouting, unpromptedRouting } from '../routing';
import { createMethod } from '../smm';
import * as tf from '../tf';
import type { Tensor4D } from '../tf';
import { lite0Normalisation, randomTensor, smallConfig } from './method';
import { toyNetwork } from './networks';
import { expectPyTorch, hashedState, isCancelledBias } from './variant-fixture';

const base: MethodConfig = { ...smallConfig, generator: 'convnet-small', side: 16, patch: 4 };
const labels = Int32Array.of(0, 6, 3);
const mapping = Int32Array.of(4, 0, 19, 7, 1, 12, 2);
const images = labels.length;

/** SMM, and every variant of every block that changes a part of it; baselines have tests of their own (smm.test.ts). */
const parts: readonly Block[] = blocks.filter(({ id }) => id !== 'baseline' && id !== 'mapping');
const everyVariant = parts.flatMap(({ id, variants }) =>
  variants
    .map((variant) => ({ block: id as BlockId, variant: variant.id }))
    .filter(({ block, variant }) => base[block] !== variant || block === 'masks'),
);

/**
 * What every variant keeps, on the current backend. A new one is tested for being in the registry.
 * @param options.wide whether to train the wider and deeper ConvNets too: the same code as the reference, but
 * minutes on a software adapter. Their numbers are held against PyTorch in any case.
 */
export function variantContract({ wide = true }: { readonly wide?: boolean } = {}): void {
  // so nearest neighbour is never sold as a finding there (paper.md C.4)
  test.each([
    [32, 8],
    [96, 16],
    [100, 4],
  ])('side %i in patches of %i: patch-wise and nearest are one, to the last bit', async (side, patch) => {
    const coarse = randomTensor([2, side / patch, side / patch, 3], 'mask');
    const own = createUpsampling({ interpolation: 'patch-wise', side, patch }).apply(coarse).value;
    for (const interpolation of ['patch-wise', 'nearest'] as const) {
      const other = upsamplingByMatrix({ interpolation, side, patch }).apply(coarse).value;
      const largest = await tf.max(tf.abs(tf.sub(own, other))).data<'float32'>();
      expect(largest[0]).toBe(0);
    }
  });

  describe.each(everyVariant)('$block=$variant', ({ block, variant }) => {
    const config: MethodConfig = { ...base, [block]: variant };

    test('agrees with PyTorch: masks, prompt, every gradient, Adam', () => expectPyTorch(block, variant));

    const title =
      'trains one step on the toy network: shapes, gradients, counts, the same bits twice, nothing left';
    test.skipIf(!wide && isWide(config))(title, async () => {
      expect(refusal(block, variant, config)).toBeNull();
      const step = await trainOnce(config, labels);
      expectWhole(config, step);
      const before = tf.memory().numTensors;
      expect(differences(await trainOnce(config, labels), step)).toEqual([]);
      expect(tf.memory().numTensors).toBe(before);
    });
  });
}

function isWide(config: MethodConfig): boolean {
  const part = generatorPart(config);
  return part.kind === 'convnet' && (part.firstWidth > 8 || part.layers > 5);
}

/** Labels never enter a prompt, but where that is what is demonstrated. */
export function labelContract(): void {
  test.each(everyVariant)('$block=$variant prompts alike whatever the labels', async ({ block, variant }) => {
    const config: MethodConfig = { ...base, [block]: variant };
    const told = await promptOnce(config, labels);
    const toldOtherwise = await promptOnce(config, labels.toReversed());
    if (methodNeeds(config).routing === 'label') expect(toldOtherwise).not.toEqual(told);
    else expect(toldOtherwise).toEqual(told);
  });
}

/** Any two switches that are not refused together work together. Wider and deeper ConvNets are the same code. */
export function pairContract(): void {
  const chosen = everyVariant.filter(
    ({ block, variant }) =>
      base[block] !== variant && (block !== 'generator' || variant === 'mlp' || variant === 'patch-mlp'),
  );
  test.each(chosen)('$block=$variant works with every later switch that it does not refuse', async (one) => {
    for (const other of chosen.slice(chosen.indexOf(one) + 1)) {
      const config: MethodConfig = { ...base, [one.block]: one.variant, [other.block]: other.variant };
      const refused = parts.some(({ id }) => refusal(id as BlockId, config[id as BlockId], config));
      if (one.block !== other.block && !refused) expectWhole(config, await trainOnce(config, labels));
    }
  });
}

interface Step {
  readonly shapes: Readonly<Record<string, readonly number[] | null>>;
  /** trace and loss */
  readonly values: PlainState;
  readonly gradients: PlainState;
  readonly statistics: PlainState;
  readonly after: PlainState;
}

/** One whole training step away from the start, where everything has a gradient. */
async function trainOnce(config: MethodConfig, labels: Int32Array): Promise<Step> {
  const method = createMethod(config, lite0Normalisation);
  const backbone = createBackbone({ ...toyNetwork(), chunk: images });
  const state = toTensors(method, hashedState(method.parameters));
  const resized = pictures(config.side);
  const context = await contextFor(method.needs, { resized, labels, backbone });
  const pass = method.prompt(state, resized, 'training', context);
  const { trace, statistics } = pass;
  const { loss, logits, gradient } = await backbone.inputGradient(trace.prompted, labels, mapping);
  const gradients = pass.backward(gradient);
  const start = createAdam(method.parameters);
  const rates = { pattern: 0.01, mask: 0.01 };
  const { trainables, adam } = adamStep(start, method.parameters, state, gradients, rates);
  const step: Step = {
    shapes: Object.fromEntries(Object.entries(trace).map(([name, tensor]) => [name, tensor?.shape ?? null])),
    values: await fromTensors({
      mask: trace.mask!,
      maskFull: trace.maskFull!,
      prompted: trace.prompted,
      loss,
    }),
    gradients: await fromTensors(gradients),
    statistics: await fromTensors(statistics),
    after: await fromTensors(trainables),
  };
  for (const owner of [pass, method, backbone]) owner.dispose();
  disposeAdam(start);
  disposeAdam(adam);
  tf.dispose([state, resized, loss, logits, gradient, gradients, trainables, statistics]);
  tf.dispose(Object.values(context));
  return step;
}

function expectWhole(config: MethodConfig, step: Step): void {
  const about = JSON.stringify(config);
  const { side, patch, masks, pattern } = config;
  const grid = Math.floor(side / patch);
  const own = masks === 'per-sample' ? images : 1;
  const perPattern = { shared: [side, side, 3], 'mask-only': null }[pattern as string];
  expect(step.shapes, about).toEqual({
    resized: [images, side, side, 3],
    mask: [own, grid, grid, 3],
    maskFull: [own, side, side, 3],
    pattern: perPattern === undefined ? [images, side, side, 3] : perPattern,
    prompted: [images, side, side, 3],
  });
  for (const values of Object.values(step.values)) expect(values.every(Number.isFinite), about).toBe(true);

  const { parameters } = createMethod(config, lite0Normalisation);
  const trained = parameters.filter(({ group }) => group !== 'statistic').map(({ name }) => name);
  expect(Object.keys(step.gradients).sort(), about).toEqual(trained.toSorted());
  for (const name of trained) {
    const gradient = step.gradients[name]!;
    expect(gradient.every(Number.isFinite), `${about} ${name}`).toBe(true);
    expect(
      gradient.some((value) => value !== 0),
      `${about} ${name}`,
    ).toBe(!isCancelledBias(name));
  }
  const values = trained.reduce((sum, name) => sum + step.after[name]!.length, 0);
  expect(values, about).toBe(countParameters(config).total);
  const statistics = parameters.filter(({ group }) => group === 'statistic').map(({ name }) => name);
  expect(Object.keys(step.statistics).sort(), about).toEqual(statistics.toSorted());
}

/** Names of what is not the same to the last bit. Compared by hand: the matcher takes seconds for a large generator. */
function differences(one: Step, other: Step): string[] {
  const states = ['values', 'gradients', 'statistics', 'after'] as const;
  return states.flatMap((kind) =>
    Object.entries(one[kind])
      .filter(([name, values]) => values.some((value, index) => value !== other[kind][name]![index]))
      .map(([name]) => `${kind} ${name}`),
  );
}

/** x̃ of an evaluation pass. */
async function promptOnce(config: MethodConfig, labels: Int32Array): Promise<Float32Array> {
  const method = createMethod(config, lite0Normalisation);
  const backbone = createBackbone({ ...toyNetwork(), chunk: images });
  const state = toTensors(method, hashedState(method.parameters));
  const resized = pictures(config.side);
  const context = await contextFor(method.needs, { resized, labels, backbone });
  const pass = method.prompt(state, resized, 'evaluation', context);
  const values = Float32Array.from(await pass.trace.prompted.data<'float32'>());
  for (const owner of [pass, method, backbone]) owner.dispose();
  tf.dispose([state, resized]);
  tf.dispose(Object.values(context));
  return values;
}

/** Noise beside a flat background, where pools tie. */
function pictures(side: number): Tensor4D {
  return tf.tidy(() => {
    const noise = tf.slice(randomTensor([images, side, side, 3], 'images'), 0, [images, side, side - 6, 3]);
    return tf.pad(
      noise,
      [
        [0, 0],
        [0, 0],
        [3, 3],
        [0, 0],
      ],
      -1,
    );
  });
}

async function contextFor(
  { routing, meanImage }: MethodNeeds,
  {
    resized,
    labels,
    backbone,
  }: { resized: Tensor4D; labels: Int32Array; backbone: Pick<ReturnType<typeof createBackbone>, 'logits'> },
): Promise<PromptContext> {
  const weights = async (): Promise<PromptContext> => {
    if (routing === 'label') return { routing: labelRouting(labels, mapping.length) };
    const logits = await backbone.logits(resized);
    const q = unpromptedRouting(logits, mapping);
    logits.dispose();
    return { routing: q };
  };
  return {
    ...(routing === 'none' ? {} : await weights()),
    ...(meanImage ? { meanImage: tf.mean(resized, 0, true) as Tensor4D } : {}),
  };
}
