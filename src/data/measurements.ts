/** What is measured about a run after its training: apart from it, and not for every run. */
import { z } from '../lib/schema';

/** The approximation-error proxy (paper.md C.0): an upper bound on a finite sample, with one mapping for all. */
export interface Approximation {
  /** clean cross-entropy on the probe, in nats, and its bootstrap 95 % interval */
  readonly crossEntropy: number;
  readonly crossEntropyInterval: Range;
  /** fraction of the probe answered wrongly, and its bootstrap 95 % interval */
  readonly zeroOne: number;
  readonly zeroOneInterval: Range;
  /** what a cold start loses against the warm one, in nats; null where no smaller class is nested in this one */
  readonly optimisationGap: number | null;
  /** optimiser steps that led to it, those in smaller classes included: the larger class has had more */
  readonly steps: number;
  /** whether the last training stopped because nothing improved any more; false = at its cap */
  readonly settled: boolean;
  /** from the class's own start alone, in nats, with a cap of its own: no class has had more steps than that */
  readonly cold: { readonly crossEntropy: number; readonly steps: number; readonly settled: boolean };
  /** images in the probe */
  readonly probe: number;
  /** of each probe image, in one order for all runs: what differences between runs are drawn from */
  readonly images: {
    readonly crossEntropy: readonly number[];
    /** 1 where the answer is wrong */
    readonly wrong: readonly number[];
  } | null;
}

/** What a variant costs, from a timed pass of its own: never from a run that shared the device. */
export interface Timing {
  /** backend and adapter in words: times of two devices are never put together */
  readonly device: string;
  readonly batch: number;
  /** median of one optimisation step, synchronised with the device, after the warm-up */
  readonly msPerStep: number;
  readonly imagesPerSecond: number;
  /** the generator alone, forwards and backwards, for a batch; null for a method without one */
  readonly generatorMs: number | null;
  /** the upsampling alone, forwards and backwards, for a batch: by its own route, and by A·g·Aᵀ like all others */
  readonly interpolationMs: { readonly native: number; readonly common: number } | null;
  /** reads of the coarse mask for one image, counted by hand (paper.md, table 5) */
  readonly pixelAccesses: number | null;
}

export interface Measurements {
  readonly approximation: Approximation | null;
  readonly timing: Timing | null;
}

/** as it comes out of JSON and the disk */
type Range = readonly [low: number, high: number];

export const unmeasured: Measurements = { approximation: null, timing: null };

const whole = z.int().check(z.nonnegative());
const amount = z.number().check(z.nonnegative());
const range = z.tuple([z.number(), z.number()]);
const perImage = z.array(z.number()).check(z.maxLength(100_000));

export const measurementsSchema = z.object({
  approximation: z.nullable(
    z.object({
      crossEntropy: amount,
      crossEntropyInterval: range,
      zeroOne: amount,
      zeroOneInterval: range,
      optimisationGap: z.nullable(z.number()),
      steps: whole,
      settled: z.boolean(),
      cold: z.object({ crossEntropy: amount, steps: whole, settled: z.boolean() }),
      probe: whole,
      images: z.nullable(z.object({ crossEntropy: perImage, wrong: perImage })),
    }),
  ),
  timing: z.nullable(
    z.object({
      device: z.string().check(z.maxLength(200)),
      batch: whole,
      msPerStep: amount,
      imagesPerSecond: amount,
      generatorMs: z.nullable(amount),
      interpolationMs: z.nullable(z.object({ native: amount, common: amount })),
      pixelAccesses: z.nullable(amount),
    }),
  ),
}) satisfies z.ZodMiniType<Measurements>;
