/** dataset.json of an embedded dataset, made by scripts/assets/datasets.py. */
import { parseJson, z } from '../lib/schema';

const upTo = (most: number) => z.int().check(z.minimum(1), z.maximum(most));
const digest = z.string().check(z.length(64));
const count = upTo(1_000_000);
const sheetSchema = z.object({
  file: z.string().check(z.regex(/^[\w-]+\.png$/)),
  columns: upTo(1000),
  rows: upTo(1000),
  count,
  bytes: count,
  sha256: digest,
});
const splitSchema = z.object({
  count,
  labels: z.array(z.int().check(z.nonnegative())),
  sheets: z.array(sheetSchema).check(z.minLength(1), z.maxLength(1000)),
});
const documentSchema = z.object({
  schema: z.literal(1),
  name: z.string(),
  title: z.string(),
  notice: z.string(),
  licence: z.string(),
  classes: z.array(z.string()).check(z.minLength(2), z.maxLength(1000)),
  side: upTo(512),
  channels: z.union([z.literal(1), z.literal(3)]),
  splits: z.object({ train: splitSchema, test: splitSchema }),
});
export type SheetDescription = z.infer<typeof sheetSchema>;
export type DatasetDescription = z.infer<typeof documentSchema>;

/** @param path what the text was read from, for the sentence of the error */
export function parseDescription(text: string, path: string): DatasetDescription {
  return parseJson(documentSchema, text, `${path} is damaged; install or build the app anew.`);
}
