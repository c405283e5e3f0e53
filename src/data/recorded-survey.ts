/**
 * The survey beside a recorded run: what `smm survey --out` writes and the page reads where no engine is loaded.
 *
 * What is lossy, and by how much: features are bytes with a scale for each dimension, so each value is off by at most
 * 1/254 of the largest magnitude in its dimension, and so are the axes; losses are half precision (2⁻¹¹ relative). Labels and answers are
 * exact.
 */
import type { RunConfig } from '../core/method-config';
import { packHalf } from '../lib/half-float';
import { z } from '../lib/schema';
import { transposed } from '../lib/transposed';
import type { SurveyFeatures, SurveyInspection } from './inspection';
import { readRunFile, writeRunFile, type RunFileFormat } from './run-file';
import type { Provenance } from './run-record';
import { expectTensor, floatsOf, integersOf, type SafetensorsFile, type WritableTensor } from './safetensors';
import { readScaledBytes, scaledBytes } from './scaled-bytes';

export interface RecordedSurvey {
  readonly survey: SurveyInspection;
  /** name of the dataset */
  readonly data: RunConfig['data'];
  /** ISO date */
  readonly recorded: string;
  readonly provenance: Provenance;
}

const part = z.number().check(z.minimum(0), z.maximum(1));
const words = z.string().check(z.maxLength(200));
const surveySchema = z.object({
  data: words,
  recorded: words,
  provenance: z.object({
    dataHash: words,
    backboneHash: words,
    device: words,
    versions: z.record(words, words),
  }),
  count: z.int().check(z.minimum(1), z.maximum(5000)),
  classes: z.int().check(z.minimum(1), z.maximum(1000)),
  features: z.nullable(
    z.object({
      dimensions: z.int().check(z.minimum(1), z.maximum(1000)),
      columns: z.int().check(z.minimum(1), z.maximum(10_000)),
      explained: z.object({ unprompted: part, prompted: part }),
    }),
  ),
});

const SURVEY: RunFileFormat<typeof surveySchema> = {
  format: 'smm-survey',
  what: 'The recorded survey',
  version: 1,
  schema: surveySchema,
  migrations: {},
};

export function encodeSurvey({ survey, ...origin }: RecordedSurvey): Uint8Array<ArrayBuffer> {
  const { count, classes, labels, answers, losses, features } = survey;
  const integers = (data: Int32Array): WritableTensor => ({
    dtype: 'I32',
    shape: [count],
    data: Int32Array.from(data),
  });
  const half = (data: Float32Array): WritableTensor => ({
    dtype: 'F16',
    shape: [count],
    data: packHalf(data),
  });
  return writeRunFile(SURVEY, {
    document: {
      ...origin,
      count,
      classes,
      features: features && {
        dimensions: features.dimensions,
        columns: features.mean.length,
        explained: features.explained,
      },
    },
    tensors: {
      labels: integers(labels),
      answers_unprompted: integers(answers.unprompted),
      answers_prompted: integers(answers.prompted),
      losses_unprompted: half(losses.unprompted),
      losses_initial: half(losses.initial),
      losses_trained: half(losses.trained),
      ...(features && featureTensors(features)),
    },
  });
}

/** [dimensions, N]: a dimension with little variance is not coarsened by one with much. */
function featureTensors({
  dimensions,
  unprompted,
  prompted,
  axes,
  mean,
}: SurveyFeatures): Record<string, WritableTensor> {
  const packed = [
    ['features_unprompted', unprompted],
    ['features_prompted', prompted],
    ['features_axes', axes],
  ] as const;
  return Object.fromEntries([
    ...packed.flatMap(([name, values]) => {
      const rows = values.length / dimensions;
      return scaledBytes(name, transposed(values, { rows, columns: dimensions }), dimensions);
    }),
    ['features_mean', { dtype: 'F32', shape: [mean.length], data: mean }],
  ]);
}

/** @throws UserError when the file is damaged, of another kind or of a newer version */
export function decodeSurvey(bytes: Uint8Array<ArrayBuffer>): RecordedSurvey {
  const { document, file } = readRunFile(SURVEY, bytes);
  const { count, classes, data, recorded, provenance } = document;
  const { what } = SURVEY;
  const classesIn = (name: string): Int32Array => {
    const values = integersOf(expectTensor(file, name, { dtype: 'I32', shape: [count], what }));
    return values.map((value) => Math.min(Math.max(value, 0), classes - 1));
  };
  const half = (name: string): Float32Array =>
    floatsOf(expectTensor(file, name, { dtype: 'F16', shape: [count], what }));
  const survey: SurveyInspection = {
    what: 'survey',
    count,
    classes,
    labels: classesIn('labels'),
    answers: { unprompted: classesIn('answers_unprompted'), prompted: classesIn('answers_prompted') },
    losses: {
      unprompted: half('losses_unprompted'),
      initial: half('losses_initial'),
      trained: half('losses_trained'),
    },
    features: document.features && readFeatures(file, { ...document.features, count }),
  };
  return { survey, data, recorded, provenance };
}

function readFeatures(
  file: SafetensorsFile,
  {
    dimensions,
    explained,
    columns,
    count,
  }: Pick<SurveyFeatures, 'dimensions' | 'explained'> & {
    readonly columns: number;
    readonly count: number;
  },
): SurveyFeatures {
  const { what } = SURVEY;
  const read = (name: string, rows: number): Float32Array => {
    expectTensor(file, name, { dtype: 'I8', shape: [dimensions * rows], what });
    const values = readScaledBytes(file, name, what);
    return transposed(values, { rows: dimensions, columns: rows });
  };
  return {
    dimensions,
    explained,
    unprompted: read('features_unprompted', count),
    prompted: read('features_prompted', count),
    axes: read('features_axes', columns),
    mean: floatsOf(expectTensor(file, 'features_mean', { dtype: 'F32', shape: [columns], what })),
  };
}
