import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Block } from '../core/ablation/block';
import { blocks } from '../core/ablation/registry';
import { baselinePart } from '../core/ablation/baseline';
import type { MethodConfig, RunConfig } from '../core/method-config';
import type { BackboneFile } from '../data/backbone-file';
import type { Dataset } from '../data/dataset';
import { encodeRecordedRun } from '../data/record-run';
import type { RecordedRun } from '../data/recorded-run';
import type { SampleSet, ViewSnapshot } from '../data/snapshot';
import { UserError } from '../lib/user-error';
import type { TrainingEvent } from '../training/events';
import type { Run } from '../training/run';
import { recordOf } from '../training/saved-run';
import { writeOut } from './assets';

/** The samples that the page has in view, so that a recorded run and a live one show the same. */
export const recordedSamples = Array.from({ length: 16 }, (_, index) => `test/${index}`);

/** @throws UserError when a recording could not hold the run: to be known before it is trained */
export function checkRecordable({ method }: Pick<RunConfig, 'method'>, { test }: Dataset): void {
  if (baselinePart(method).input !== 'resized') {
    throw new UserError(
      'This method sees its pictures inside a border, which a recording cannot hold. Leave out --record, or choose another baseline.',
    );
  }
  const shown = recordedSamples.slice(0, test.count).map((_, index) => test.raster(index));
  const form = ({ width, height, channels }: (typeof shown)[number]): string =>
    `${width}×${height}×${channels}`;
  if (new Set(shown.map(form)).size > 1) {
    throw new UserError(
      'A recording holds pictures of one size and kind, and the first test images differ. Leave out --record, or resize them.',
    );
  }
}

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
    const packed = (bytes: Uint8Array): Uint8Array => gzipSync(bytes, { level: 9 });
    const recorded: RecordedRun = {
      ...recordOf(run),
      label: variantLabel(run.config.method),
      recorded: date,
      stepsPerEpoch: this.#stepsPerEpoch,
      testCount,
      normalisation: backboneFile.normalisation,
      sourceClasses: backboneFile.classes,
      samples: this.#samples,
      snapshots: [...this.#snapshots.values()].filter(({ mapping }) => mapping.length > 0),
    };
    const { first, more } = encodeRecordedRun(recorded, { sizeOf: (bytes) => packed(bytes).length });
    await writeOut(join(folder, `${name}.first.safetensors.gz`), packed(first));
    await writeOut(join(folder, `${name}.more.safetensors.gz`), packed(more));
  }
}

/** What differs from SMM as published, or `SMM` where nothing does. */
export function variantLabel(method: MethodConfig): string {
  const changed = (blocks as readonly Block[]).flatMap((block) => {
    const id = method[block.id as keyof MethodConfig];
    return id === block.default ? [] : block.variants.filter((variant) => variant.id === id);
  });
  return changed.map((variant) => variant.label).join(' · ') || 'SMM';
}
