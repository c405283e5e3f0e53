/** What `smm bench --json` prints: one document. Times in milliseconds, sizes in bytes. */
export interface BenchReport {
  readonly processor: string;
  readonly cores: number;
  /** of everything that can change a figure */
  readonly versions: Readonly<Record<string, string>>;
  readonly counted: readonly CountedStep[];
  readonly timed: readonly TimedPair[];
  /** rows that could not be measured here, and why */
  readonly leftOut: readonly string[];
  readonly seconds: number;
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

/** The same training step by two programs, in turns, on the same data and machine. */
export interface TimedPair {
  readonly ours: TimedSide;
  readonly other: TimedSide;
  /** time of the other / time of ours, step by step: above 1 we are faster */
  readonly speedup: Spread;
  readonly side: number;
  readonly batch: number;
  readonly note: string;
}

export interface TimedSide {
  readonly name: string;
  readonly milliseconds: Spread;
}

export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
  readonly count: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return { median, least: sorted[0]!, most: sorted.at(-1)!, count: sorted.length };
}
