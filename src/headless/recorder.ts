import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Block } from '../core/ablation/block';
import { blocks } from '../core/ablation/registry';
import type { MethodConfig } from '../core/method-config';
import type { BackboneFile } from '../data/backbone-file';
import { encodeRecordedRun } from '../data/record-run';
import type { SampleSet, ViewSnapshot } from '../data/snapshot';
import type { TrainingEvent } from '../training/events';
import type { Run } from '../training/run';
import { recordOf } from '../training/saved-run';
import { writeOut } from './assets';

/** The samples that the page has in view, so that a recorded run and a live one show the same. */
export const recordedSamples = Array.from({ length: 16 }, (_, index) => `test/${index}`);

/** Listens to a run and writes what the page plays before anything is loaded (src/data/recorded-run.ts). */
export class Recorder {
  #samples: SampleSet | null = null;
  /** by step; a later look at the same step replaces the earlier one */
  readonly #snapshots = new Map<number, ViewSnapshot>();
  #stepsPerEpoch = 0;

  note(event: TrainingEvent): void {
    if (event.type === 'started') this.#stepsPerEpoch = event.stepsPerEpoch;
    if (event.type === 'samples') this.#samples = event.samples;
    if (event.type === 'snapshot') this.#snapshots.set(event.snapshot.step, event.snapshot);
  }

  /** Writes `<name>.first.safetensors.gz` and `<name>.more.safetensors.gz`. @param date ISO date */
  async write(
    folder: string,
    {
      name,
      run,
      backboneFile,
      testCount,
      date,
    }: {
      name: string;
      run: Run;
      backboneFile: BackboneFile;
      testCount: number;
      date: string;
    },
  ): Promise<void> {
    if (!this.#samples) throw new Error('A run without samples in view cannot be recorded.');
    const { first, more } = encodeRecordedRun({
      ...recordOf(run),
      label: label(run.config.method),
      recorded: date,
      stepsPerEpoch: this.#stepsPerEpoch,
      testCount,
      normalisation: backboneFile.normalisation,
      sourceClasses: backboneFile.classes,
      samples: this.#samples,
      snapshots: [...this.#snapshots.values()].filter(({ mapping }) => mapping.length > 0),
    });
    await writeOut(join(folder, `${name}.first.safetensors.gz`), gzipSync(first, { level: 9 }));
    await writeOut(join(folder, `${name}.more.safetensors.gz`), gzipSync(more, { level: 9 }));
  }
}

/** What differs from SMM as published, or `SMM` where nothing does. */
function label(method: MethodConfig): string {
  const changed = (blocks as readonly Block[]).flatMap((block) => {
    const id = method[block.id as keyof MethodConfig];
    return id === block.default ? [] : block.variants.filter((variant) => variant.id === id);
  });
  return changed.map((variant) => variant.label).join(' · ') || 'SMM';
}
