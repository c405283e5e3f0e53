import { mapLogits, softmaxRows } from '../core/loss';
import type { Capsule } from '../data/capsule';
import { topIndices } from '../lib/top-indices';
import type { Explanation } from '../training/explain';
import { maskStatistics, type MaskStatistics } from './mask-statistics';
import type { NamedPicture } from './read-folder';
import { pictureScales, type PictureScales } from './stage-pictures';

/** What `explain --json` prints. */
export interface ExplanationReport {
  readonly images: readonly PictureReport[];
  /** null for a method without a mask generator */
  readonly mask: MaskStatistics | null;
  readonly scales: PictureScales;
}

interface PictureReport {
  readonly name: string;
  /** largest mapped logit, and its softmax over the target classes */
  readonly target: { readonly class: string; readonly probability: number };
  /** largest logit, and its softmax over all source classes */
  readonly source: { readonly class: string; readonly probability: number };
}

export function explanationReport(
  explanation: Explanation,
  {
    capsule: { mapping, classes },
    pictures,
    sourceClasses,
  }: { capsule: Capsule; pictures: readonly NamedPicture[]; sourceClasses: readonly string[] },
): ExplanationReport {
  const { logits, mask } = explanation;
  const sources = softmaxRows(logits.values, sourceClasses.length);
  const targets = softmaxRows(mapLogits(logits.values, sourceClasses.length, mapping), mapping.length);
  return {
    images: pictures.map(({ name }, row) => ({
      name,
      target: best(targets, row, classes),
      source: best(sources, row, sourceClasses),
    })),
    mask: mask && maskStatistics(mask),
    scales: pictureScales(explanation),
  };
}

/** The likeliest class of a row of [N, classes]. */
function best(probabilities: Float32Array, row: number, classes: readonly string[]): PictureReport['target'] {
  const values = probabilities.subarray(row * classes.length, (row + 1) * classes.length);
  const index = topIndices(values, 1)[0]!;
  return { class: classes[index]!, probability: values[index]! };
}

export function printReport(report: ExplanationReport, { json, out }: { json: boolean; out: string }): void {
  if (json) {
    console.log(JSON.stringify(report));
    return;
  }
  for (const { name, target, source } of report.images) {
    console.log(`${name}: ${shown(target)}; before the mapping ${shown(source)}`);
  }
  const { mask, scales } = report;
  if (mask) {
    const { minimum, maximum, overall, acrossSamples, betweenChannels } = mask;
    console.log(
      `masks ${minimum.toFixed(2)} to ${maximum.toFixed(2)}, standard deviation ${overall.toFixed(2)}; ` +
        `${acrossSamples.toFixed(2)} across samples; ${betweenChannels.toFixed(2)} between channels on average`,
    );
  }
  console.log(
    `pictures in ${out}: masks at full colour at ±${scales.maskLimit}, δ shown ×${scales.patternGain}, δ⊙m ×${scales.promptGain}`,
  );
}

function shown({ class: name, probability }: PictureReport['target']): string {
  return `${name} ${(100 * probability).toFixed(0)} %`;
}
