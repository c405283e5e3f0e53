import type { Backbone } from '../../core/backbone/backbone';
import type { NamedTensors, NetworkDescription } from '../../core/backbone/description/layers';
import type { NotHere } from '../../core/engine/choose-backend';
import type { BackendName } from '../../core/engine/backend-name';
import type { DeviceCounters } from '../../core/engine/device-counters';
import type { Clock } from '../eta';
import type { CountedStep, Machine, MeasuredRow } from './report';
import type { StepSize } from './step';
import type { Contestant } from './turns';

/** What the bench needs of the page or of Node. */
export interface BenchHost {
  readonly machine: Machine;
  readonly versions: Readonly<Record<string, string>>;
  readonly network: Network;
  /** in the order in which they are measured */
  readonly backends: readonly BenchBackend[];
  /** opens another program that takes the same steps on the processor; null where there is none */
  readonly openRival: ((size: StepSize & { threads: number }) => Promise<Rival | null>) | null;
  /** counts steps on a device that computes nothing; null where that cannot be had */
  readonly countSteps: ((options: { full: boolean }) => Promise<readonly CountedStep[]>) | null;
  readonly clock: Clock;
  /** most memory that this process has held so far; null where the platform does not say */
  residentBytes(): number | null;
  /** what is being measured, for someone who waits */
  report(what: string): void;
}

export interface Network {
  readonly description: NetworkDescription;
  readonly tensors: NamedTensors;
}

export interface BenchBackend {
  readonly backend: BackendName;
  /** makes it the current one */
  start(): Promise<StartedBench | NotHere>;
}

export interface StartedBench {
  readonly ok: true;
  readonly adapter: string;
  readonly software: boolean;
  /** of its device, still counting; null off WebGPU */
  readonly counters: Readonly<DeviceCounters> | null;
  /** how to put the network on several threads; null where it stays on this one */
  readonly pool: { readonly mostThreads: number; open(threads: number): Promise<Backbone> } | null;
  stop(): void;
}

/** Another program, running and waiting for its turns. */
export interface Rival {
  contestant(part: MeasuredRow['part']): Contestant;
  residentBytes(): number | null;
  close(): void;
}
