/** Answers in a file: one entry of its document each, with numbers of tensors in place of values. */
import { z } from '../lib/schema';
import { transposed } from '../lib/transposed';
import type {
  FeatureMap,
  GeneratorInspection,
  InspectionAnswer,
  MappingInspection,
  SaliencyInspection,
  StepInspection,
} from './inspection';
import type { SafetensorsFile } from './safetensors';
import { openShelf, type OpenShelf, type TensorShelf } from './tensor-shelf';

const number = z.number();
const whole = z.int().check(z.minimum(0), z.maximum(10_000_000));
const tensor = whole;
const side = z.int().check(z.minimum(1), z.maximum(1024));
const words = z.string().check(z.maxLength(200));
const only = z.nullable(z.enum(['pattern', 'mask']));
const pair = z.object({ before: number, after: number });

const generator = z.object({
  what: z.literal('generator'),
  sampleId: words,
  maps: z
    .array(
      z.object({
        kind: z.enum(['input', 'block', 'head', 'layer']),
        index: whole,
        height: side,
        width: side,
        channels: z.int().check(z.minimum(1), z.maximum(10_000)),
        // null: r(x) itself, which stands on the bench
        values: z.nullable(tensor),
        precision: z.enum(['rough', 'half']),
        receptive: z.object({ size: number, stride: number, before: number }),
      }),
    )
    .check(z.minLength(1), z.maxLength(100)),
  head: z.nullable(z.object({ inputs: whole, weight: tensor, bias: tensor })),
});
const saliency = z.object({
  what: z.literal('saliency'),
  sampleId: words,
  side,
  target: whole,
  strength: z.object({ prompted: tensor, resized: tensor }),
  account: tensor,
  firstOrder: z.object({ prompted: number, resized: number }),
  logits: z.object({ prompted: number, resized: number }),
});
const mapping = z.object({
  what: z.literal('mapping'),
  sources: z.array(whole).check(z.maxLength(2000)),
  targets: z.int().check(z.minimum(1), z.maximum(1000)),
  counts: tensor,
  total: whole,
  unlisted: whole,
  picks: z
    .array(
      z.object({
        target: whole,
        source: whole,
        count: whole,
        losers: z.array(z.object({ target: whole, count: whole })).check(z.maxLength(1000)),
      }),
    )
    .check(z.maxLength(1000)),
  inUse: z.boolean(),
});
const step = z.object({
  what: z.literal('step'),
  sampleId: words,
  after: z.array(only).check(z.maxLength(100)),
  only,
  batch: whole,
  side,
  moments: z.boolean(),
  learningRates: z.object({ pattern: number, mask: number }),
  loss: pair,
  accuracy: pair,
  classes: z.int().check(z.minimum(1), z.maximum(1000)),
  sample: z.object({ before: tensor, after: tensor, label: z.int().check(z.minimum(-1), z.maximum(1000)) }),
  patternGradient: z.nullable(tensor),
  patternChange: z.nullable(tensor),
  mask: z.nullable(z.object({ height: side, width: side, before: tensor, after: tensor })),
  parameters: z
    .array(
      z.object({
        name: words,
        of: z.enum(['pattern', 'mask']),
        count: whole,
        gradient: number,
        change: number,
        before: number,
        still: z.boolean(),
      }),
    )
    .check(z.maxLength(1000)),
});

/** Surveys have a file of their own (recorded-survey.ts). */
export type StoredAnswer = Exclude<InspectionAnswer, { readonly what: 'survey' }>;

export const inspectionSchema = z.discriminatedUnion('what', [generator, saliency, mapping, step]);
type Entry = z.infer<typeof inspectionSchema>;
type EntryOf<What extends Entry['what']> = Extract<Entry, { what: What }>;

/** An answer's entry; its values go to the shelf. */
export function entryOf(answer: StoredAnswer, shelf: TensorShelf): Entry {
  switch (answer.what) {
    case 'generator':
      return generatorEntry(answer, shelf);
    case 'saliency':
      return {
        ...answer,
        strength: {
          prompted: shelf.fine(answer.strength.prompted),
          resized: shelf.fine(answer.strength.resized),
        },
        account: shelf.fine(answer.account),
      };
    case 'mapping':
      return mappingEntry(answer, shelf);
    case 'step':
      return stepEntry(answer, shelf);
    default:
      return answer satisfies never;
  }
}

function generatorEntry({ maps, head, ...about }: GeneratorInspection, shelf: TensorShelf): Entry {
  return {
    ...about,
    maps: maps.map((map, index) => {
      const columns = map.channels;
      const entry = { ...map, receptive: { ...map.receptive } };
      if (map.kind === 'input' && map.index === 0) return { ...entry, values: null, precision: 'half' };
      // channel by channel: one that is strong does not coarsen the others
      const values = transposed(map.values, { rows: map.values.length / columns, columns });
      // a mask value is read, and taken apart into what the last block adds to it
      return index >= maps.length - 2
        ? { ...entry, values: shelf.half(values), precision: 'half' }
        : { ...entry, values: shelf.rough(values, columns), precision: 'rough' };
    }),
    head: head && { ...head, weight: shelf.exact(head.weight), bias: shelf.exact(head.bias) },
  };
}

function mappingEntry({ sources, counts, picks, ...about }: MappingInspection, shelf: TensorShelf): Entry {
  return {
    ...about,
    sources: [...sources],
    counts: shelf.exact(counts),
    picks: picks.map((pick) => ({ ...pick, losers: pick.losers.map((loser) => ({ ...loser })) })),
  };
}

function stepEntry(answer: StepInspection, shelf: TensorShelf): Entry {
  const { after, sample, patternGradient, patternChange, mask, parameters, ...about } = answer;
  return {
    ...about,
    after: [...after],
    classes: sample.before.length,
    sample: { ...sample, before: shelf.half(sample.before), after: shelf.half(sample.after) },
    patternGradient: patternGradient && shelf.coarse(patternGradient),
    patternChange: patternChange && shelf.coarse(patternChange),
    // what a step changes of a mask is far less than a coarse step
    mask: mask && { ...mask, before: shelf.half(mask.before), after: shelf.half(mask.after) },
    parameters: parameters.map((parameter) => ({ ...parameter })),
  };
}

/** @throws UserError when a tensor is missing, or of another size */
export function answersOf(entries: readonly Entry[], file: SafetensorsFile, what: string): StoredAnswer[] {
  const shelf = openShelf(file, what);
  return entries.map((entry) => answerOf(entry, shelf));
}

function answerOf(entry: Entry, shelf: OpenShelf): StoredAnswer {
  switch (entry.what) {
    case 'generator':
      return generatorOf(entry, shelf);
    case 'saliency':
      return saliencyOf(entry, shelf);
    case 'mapping':
      return { ...entry, counts: shelf.integers(entry.counts, entry.sources.length * entry.targets) };
    case 'step':
      return stepOf(entry, shelf);
    default:
      return entry satisfies never;
  }
}

function generatorOf({ maps, head, ...about }: EntryOf<'generator'>, shelf: OpenShelf): GeneratorInspection {
  return {
    ...about,
    maps: maps.map(({ precision, values: index, ...map }): FeatureMap => {
      if (index === null) return { ...map, values: new Float32Array(0) };
      const cells = map.height * map.width;
      const values = shelf[precision === 'half' ? 'half' : 'scaled'](index, cells * map.channels);
      return { ...map, values: transposed(values, { rows: map.channels, columns: cells }) };
    }),
    head: head && {
      inputs: head.inputs,
      weight: shelf.floats(head.weight, 27 * head.inputs),
      bias: shelf.floats(head.bias, 3),
    },
  };
}

function saliencyOf(entry: EntryOf<'saliency'>, shelf: OpenShelf): SaliencyInspection {
  const { side: length, strength, account } = entry;
  const size = length ** 2;
  return {
    ...entry,
    strength: {
      prompted: shelf.scaled(strength.prompted, size),
      resized: shelf.scaled(strength.resized, size),
    },
    account: shelf.scaled(account, size),
  };
}

function stepOf({ classes, sample, mask, ...entry }: EntryOf<'step'>, shelf: OpenShelf): StepInspection {
  const picture = (index: number | null) =>
    index === null ? null : shelf.scaled(index, entry.side ** 2 * 3);
  const cells = mask ? mask.height * mask.width * 3 : 0;
  return {
    ...entry,
    sample: {
      ...sample,
      before: shelf.half(sample.before, classes),
      after: shelf.half(sample.after, classes),
    },
    patternGradient: picture(entry.patternGradient),
    patternChange: picture(entry.patternChange),
    mask: mask && { ...mask, before: shelf.half(mask.before, cells), after: shelf.half(mask.after, cells) },
  };
}
