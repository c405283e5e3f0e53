/** What `contents.json` says of data of one's own: imports with the files of their blocks, and what was made of them. */
import { isOwnId, ownId, type OwnId } from '../../data/own/own-id';
import { z } from '../../lib/schema';
import { file, text, time } from './fields';

const count = z.int().check(z.minimum(0), z.maximum(10_000_000));
const name = text(1000);
const id = z.string().check(z.minLength(1), z.maxLength(200));
const classNames = z.array(name).check(z.maxLength(100_000));
const renamed = z.nullable(name);

export const importSchema = z.object({
  id,
  name,
  format: name,
  options: z.object({
    labels: z.enum(['fine', 'coarse']),
    keptSide: z.int().check(z.minimum(16), z.maximum(512)),
  }),
  source: text(1000),
  total: z.nullable(count),
  done: count,
  classNames: z.nullable(classNames),
  leftOut: z.array(z.object({ path: text(4000), message: text(2000) })).check(z.maxLength(1000)),
  leftOutCount: count,
  created: time,
  updated: time,
  files: z.array(file).check(z.maxLength(10_000)),
});

export const datasetSchema = z
  .object({
    id: z.custom<OwnId>((value) => typeof value === 'string' && isOwnId(value)),
    hash: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
    importId: id,
    name,
    options: z.object({
      seed: z.number(),
      testShare: z.number().check(z.minimum(0), z.maximum(1)),
      resplit: z.boolean(),
      duplicates: z.enum(['keep', 'leave-out']),
      renamed: z.array(z.tuple([name, renamed])).check(z.maxLength(100_000)),
      relabelled: z.array(z.tuple([count, renamed])).check(z.maxLength(1_000_000)),
    }),
    classes: classNames,
    counts: z.array(z.object({ name, train: count, test: count })).check(z.maxLength(100_000)),
    train: count,
    test: count,
    nativeSide: z.int().check(z.minimum(1), z.maximum(1024)),
    seeded: z.boolean(),
    unlabelled: count,
    duplicates: z.object({
      groups: count,
      extra: count,
      leaked: count,
      conflicting: count,
      listed: z
        .array(
          z.object({
            pictures: z.array(text(5000)).check(z.maxLength(1000)),
            count,
            leaks: z.boolean(),
            conflicts: z.boolean(),
          }),
        )
        .check(z.maxLength(10_000)),
    }),
    created: time,
    updated: time,
  })
  .check(
    z.refine((dataset) => dataset.id === ownId(dataset.hash), 'a dataset that is not what it is called'),
  );

export type KeptImport = z.infer<typeof importSchema>;
export type KeptDataset = z.infer<typeof datasetSchema>;
