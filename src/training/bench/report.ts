import type { BackendName } from '../../core/engine/backend-name';
import type { DeviceCounters } from '../../core/engine/device-counters';
import type { Law } from './law';
import type { Peaks } from './roofline';
import type { Spread } from './spread';

/** What the bench says: one plain document. Times in milliseconds, sizes in bytes. */
export interface BenchReport {
  readonly machine: Machine;
  /** of everything that can change a figure */
  readonly versions: Readonly<Record<string, string>>;
  /** steps on a device that only counts */
  readonly counted: readonly CountedStep[];
  readonly backends: readonly MeasuredBackend[];
  /** how the cost of a step grows, on the fastest backend */
  readonly growth: readonly Growth[];
  /** what could not be measured here, and why: sentences */
  readonly leftOut: readonly string[];
  readonly seconds: number;
}

export interface Machine {
  /** in words */
  readonly processor: string;
  readonly cores: number;
  /** when the bench began, ISO 8601 */
  readonly date: string;
}

/** What one training step asks of a GPU. Counted, not timed: the same on every machine. */
export interface CountedStep {
  readonly network: string;
  readonly side: number;
  readonly batch: number;
  readonly dispatches: number;
  readonly submits: number;
  readonly copies: number;
  readonly uploadedBytes: number;
  readonly boundBytes: number;
  readonly multiplyAdds: {
    /** what the kernels that ran compute */
    readonly executed: number;
    /** what the mathematics needs: forward and by the input for the backbone, and by the weights for the generator */
    readonly needed: number;
  };
  /** tensors that the step left behind */
  readonly leakedTensors: number;
  readonly note: string;
}

export interface MeasuredBackend {
  readonly backend: BackendName;
  /** adapter or processor in words */
  readonly adapter: string;
  /** a graphics interface computed by the processor */
  readonly software: boolean;
  /** of one thread */
  readonly peaks: Peaks;
  readonly rows: readonly MeasuredRow[];
}

/** The same work by us and, where there is one, by another program: in turns, on the same data and machine. */
export interface MeasuredRow {
  /** a whole SMM step (generator, prompt, frozen network and back, Adam), or the frozen network forward and back */
  readonly part: 'step' | 'backbone';
  readonly side: number;
  readonly batch: number;
  readonly ours: MeasuredProgram;
  readonly other: MeasuredProgram | null;
  /** time of the other / time of ours, turn by turn: above 1 we are faster */
  readonly speedup: Spread | null;
}

export interface MeasuredProgram {
  readonly name: string;
  readonly threads: number;
  readonly milliseconds: Spread;
  /** at the median */
  readonly imagesPerSecond: number;
  /** null where it cannot be counted */
  readonly counted: ProgramCounts | null;
  /** most memory that the process held, where the platform says so */
  readonly residentBytes: number | null;
  /** time that the measured peaks of as many threads allow / median time */
  readonly roofline: { readonly share: number; readonly boundBy: 'arithmetic' | 'memory' } | null;
}

/** What one run of it does, exactly. */
export interface ProgramCounts {
  readonly kernels: number;
  readonly multiplyAdds: { readonly executed: number; readonly needed: number };
  /** of the tensors that its kernels read and write */
  readonly bytes: number;
  /** of all tensors alive at the worst moment, on one thread */
  readonly peakBytes: number;
  /** null off WebGPU */
  readonly device: Readonly<DeviceCounters> | null;
}

export interface Growth {
  readonly by: 'side' | 'batch' | 'classes' | 'generator parameters' | 'runs' | 'threads';
  readonly backend: BackendName;
  /** median milliseconds of a step */
  readonly points: readonly { readonly at: number; readonly cost: number }[];
  readonly law: Law;
}
