import { mapLogits, softmaxRows } from '../core/loss';
import type { ViewSnapshot } from '../data/snapshot';
import { topIndices } from '../lib/top-indices';

const TOP_SOURCE_CLASSES = 5;

/** What the network says of some pictures, as a snapshot has it. */
export type Answers = Pick<ViewSnapshot, 'targets' | 'sourceClasses' | 'sourceProbabilities' | 'mapping'>;

/**
 * @param logits [N, classes]
 * @param mapping π [k]; null before the first one
 */
export function answersOf(
  logits: Float32Array,
  { classes, mapping }: { readonly classes: number; readonly mapping: Int32Array | null },
): Answers {
  const probabilities = softmaxRows(logits, classes);
  const rows = Array.from({ length: logits.length / classes }, (_, row) => row * classes);
  const top = rows.map((start) =>
    topIndices(probabilities.subarray(start, start + classes), TOP_SOURCE_CLASSES),
  );
  return {
    targets: mapping ? softmaxRows(mapLogits(logits, classes, mapping), mapping.length) : new Float32Array(0),
    sourceClasses: Int32Array.from(top.flatMap((indices) => [...indices])),
    sourceProbabilities: Float32Array.from(
      top.flatMap((indices, row) => [...indices].map((index) => probabilities[rows[row]! + index]!)),
    ),
    mapping: Int32Array.from(mapping ?? []),
  };
}
