import { z } from '../lib/schema';

const each = <Schema extends z.ZodMiniType>(value: Schema) =>
  z.union([value, z.readonly(z.tuple([value, value, value]))]);

/** How a file states a backbone's input unit (core/normalisation.ts). */
export const normalisationSchema = z.object({
  scale: z.number(),
  shift: each(z.number()),
  divisor: each(z.number().check(z.positive())),
});
