import type { RunConfig } from '../core/method-config';
import { serialiseSafetensors, type WritableTensor } from '../data/safetensors';

/** What the page shows of one picture at one step, stage by stage. */
export interface ShownValues {
  readonly config: RunConfig;
  readonly sampleId: string;
  readonly step: number;
  /** under the names used everywhere: resized, mask, maskFull, pattern, prompted; null where there is none */
  readonly stages: Readonly<Record<string, StageValues | null>>;
}

/** [height, width, 3], row-major. */
interface StageValues {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

/** The same file as `smm explain` writes, for one picture: NHWC float32, pictures on the first axis, δ without one. */
export function valuesFile({ config, sampleId, step, stages }: ShownValues): Uint8Array<ArrayBuffer> {
  const tensors = Object.entries(stages).flatMap(([name, stage]): [string, WritableTensor][] => {
    if (!stage) return [];
    const { width, height, values } = stage;
    const shape = name === 'pattern' ? [height, width, 3] : [1, height, width, 3];
    return [[name, { dtype: 'F32', shape, data: values }]];
  });
  return serialiseSafetensors(Object.fromEntries(tensors), {
    images: JSON.stringify([sampleId]),
    method: JSON.stringify(config.method),
    step: String(step),
  });
}
