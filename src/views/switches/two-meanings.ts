import type { KnockOutChoice } from '../../store/knock-out';
import type { Settings } from '../../store/settings';

/**
 * The two meanings of a switch. Choosing a variant always says how the next run is trained; whoever can compute
 * more passes it in: a part of the trained run switched off now, and runs that train in a queue.
 */

/** Off at inference: something else stands in for a part of the run on screen, nothing is trained again. */
export interface KnockOuts {
  /** null = the run as it was trained */
  readonly active: KnockOutChoice | null;
  /** what its pictures wait for, in words; left out or null = nothing */
  readonly waits?: string | null;
  choose(choice: KnockOutChoice | null): void;
}

/** Trained without: runs that wait for their turn, beside what is on screen. */
export interface TrainingQueue {
  /** how far a run of these settings has come; null = it is not in the queue */
  stateOf(settings: Settings): 'queued' | 'training' | null;
  readonly add: (settings: Settings) => void;
  readonly cancel: (runId: string) => void;
}
