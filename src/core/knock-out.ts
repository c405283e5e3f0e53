/**
 * A trained run with a part switched off, nothing trained again (design: off at inference). It is a method like any
 * other, but one that only looks: it holds the same trained values, so whatever evaluates, explains or draws a method
 * does the same with it.
 */
import { UserError } from '../lib/user-error';
import type { KnockOut } from './ablation/block';
import { withKnockOuts } from './ablation/knock-outs';
import { channelMean } from './differentiable/channel-mean';
import { prompt } from './differentiable/prompt';
import { createUpsampling, type Upsampling } from './differentiable/upsampling';
import type { Method, PromptPass } from './method';
import type { MethodConfig } from './method-config';
import type { Normalisation } from './normalisation';
import type { ProbeFacts } from './probe-facts';
import { createMethod } from './smm';
import * as tf from './tf';
import type { Tensor4D } from './tf';

/** Several switches at once take effect in the order of the pipeline: masks, channels, then the rest. */
export interface KnockOuts {
  readonly by: readonly KnockOut[];
  /** for those that need them (needsProbe); stay the caller's */
  readonly facts: ProbeFacts | null;
}

/** @param config as the run was trained; knockOutRefusal says what it can show */
export function knockOutMethod(
  config: MethodConfig,
  normalisation: Normalisation,
  { by, facts }: KnockOuts,
): Method {
  const switched = withKnockOuts(config, by);
  const method = createMethod(switched, normalisation);
  const changes = by.filter((knockOut) => knockOut.kind !== 'switch');
  const upsampling = createUpsampling(switched);
  return {
    ...method,
    prompt(state, images, mode, context) {
      if (mode === 'training') throw new Error('What is switched off in a trained run is only looked at.');
      const pass = method.prompt(state, images, mode, context);
      const { mask } = pass.trace;
      if (!mask || changes.length === 0) return pass;
      const changed = changes.reduce((masks, change) => changedMask(masks, change, facts), mask.clone());
      return withMask(pass, changed, upsampling);
    },
    dispose() {
      upsampling.dispose();
      method.dispose();
    },
  };
}

/**
 * @param mask [B, h, w, 3], or one for all [1, h, w, 3]; disposed
 * @returns the same or one for all; the caller owns it
 */
function changedMask(
  mask: Tensor4D,
  knockOut: Exclude<KnockOut, { kind: 'switch' }>,
  facts: ProbeFacts | null,
): Tensor4D {
  const known = (): ProbeFacts => {
    if (!facts) throw new Error(`${knockOut.kind} needs the facts of the probe.`);
    return facts;
  };
  const changed = tf.tidy((): Tensor4D => {
    switch (knockOut.kind) {
      case 'mean-mask':
        return known().meanMask.clone();
      case 'mean-mask-binary':
        return switchedOn(greyOf(known().meanMask), known());
      case 'mask-of-mean-image':
        return known().maskOfMeanImage.clone();
      case 'swapped':
        return swapped(mask);
      case 'channel-mean':
        return greyOf(mask);
      case 'channel-mean-binary':
        return switchedOn(greyOf(mask), known());
      case 'binary':
        return switchedOn(mask, known());
      default:
        return knockOut satisfies never;
    }
  });
  mask.dispose();
  return changed;
}

/** s · 1[mask > 0]: on or off, as strong as masks are on average. */
function switchedOn(mask: Tensor4D, { magnitude }: ProbeFacts): Tensor4D {
  return tf.mul(tf.step(mask), magnitude);
}

/** The mean of the three channels, in each of them. */
function greyOf(mask: Tensor4D): Tensor4D {
  return channelMean(mask, { inputGradient: false }).value;
}

/**
 * Everyone gets the mask of the one before, the first that of the last: a batch that is filled up with copies of its
 * last image still gives nobody their own.
 */
function swapped(mask: Tensor4D): Tensor4D {
  const last = mask.shape[0] - 1;
  if (last === 0) {
    throw new UserError('A single image has nobody to swap masks with. Add a second one.');
  }
  return tf.concat([tf.slice(mask, last, 1), tf.slice(mask, 0, last)]);
}

/** The same prompt with another coarse mask, which it takes over. */
function withMask(pass: PromptPass, mask: Tensor4D, upsampling: Upsampling): PromptPass {
  const { resized, pattern } = pass.trace;
  const { value: maskFull } = upsampling.apply(mask);
  const prompted = tf.tidy(() => {
    const [, height, width, channels] = resized.shape;
    const batch: Tensor4D | null = pattern && tf.reshape(pattern, [-1, height, width, channels]);
    return prompt({ images: resized, pattern: batch, mask: maskFull }).value;
  });
  return {
    ...pass,
    trace: { resized, mask, maskFull, pattern, prompted },
    dispose() {
      tf.dispose([mask, maskFull, prompted]);
      pass.dispose();
    },
  };
}
