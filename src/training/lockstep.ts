/**
 * Keeps runs that train side by side on the same batch, so that what is the same for all of them is made once.
 * Knows nothing of runs, tensors or events: only where each member stands.
 */

/** A batch in the course of a run, in the order in which every run comes past it. */
export interface Position {
  /** finished epochs */
  readonly epoch: number;
  readonly stage: Stage;
  /** of the stage, 0-based */
  readonly batch: number;
}

/** The passes of an epoch in their order; a run may leave some out. */
const STAGES = [
  'unprompted-mapping',
  'unprompted-test',
  'mapping',
  'training',
  'test',
  'clean-loss',
  'probe',
  'leak-oracle',
  'leak-unprompted',
  'leak-wrong',
] as const;

export type Stage = (typeof STAGES)[number];

/** One batch and the members that work on it. */
export interface Round {
  /**
   * What `make` gives, made once for all members on this batch.
   * @param free is called when the last of them has gone on
   */
  share<T>(key: string, make: () => T, free: (value: T) => void): T;
}

/** A run's place in the group. */
export interface Member {
  /** Leaves the batch before, and stands in front of this one. */
  arrive(position: Position): void;
  /** how many others there are */
  readonly companions: number;
  /** Whether it may begin. */
  readonly turn: boolean;
  /** Whether another member has begun this batch already: where all are to hold, this one still has to come up. */
  readonly behind: boolean;
  /** Begins the batch it stands in front of. */
  begin(): Round;
  /** Resolves when any member has moved, or somebody has poked the group: ask `turn` again. */
  changed(): Promise<void>;
  /** Leaves the group for good: the others no longer wait. */
  leave(): void;
}

interface Place {
  /** the batch stood in front of or worked on; null before the first */
  at: Position | null;
  /** the last one begun */
  begun: Position | null;
}

/**
 * A group of members. Passes begin together; inside a pass one may be a single batch ahead of the others: while they
 * wait for the backbone it makes its next prompt, so no worker is ever without work.
 */
export class Lockstep {
  readonly #places = new Set<Place>();
  readonly #rounds: SharedRound[] = [];
  #waiting: (() => void)[] = [];

  join(): Member {
    const place: Place = { at: null, begun: null };
    this.#places.add(place);
    const others = () => [...this.#places].filter((other) => other !== place);
    const at = (): Position => {
      if (!place.at) throw new Error('A member asked for its turn before it arrived at a batch.');
      return place.at;
    };
    return {
      arrive: (position) => {
        place.at = position;
        this.#moved();
      },
      get companions() {
        return others().length;
      },
      get turn() {
        const latest = mustHaveArrived(place.begun, at());
        return others().every((other) => other.at !== null && order(other.at, latest) >= 0);
      },
      get behind() {
        return others().some(({ begun }) => begun !== null && order(begun, at()) >= 0);
      },
      begin: () => {
        place.begun = at();
        return this.#round(at());
      },
      changed: () => new Promise((resolve) => this.#waiting.push(resolve)),
      leave: () => {
        this.#places.delete(place);
        this.#moved();
      },
    };
  }

  /** Makes everybody who waits look again: something outside the group has changed. */
  poke(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }

  /** Frees the batches that all have left. */
  #moved(): void {
    const places = [...this.#places];
    const passed = this.#rounds.filter(({ position }) =>
      places.every(({ at }) => at !== null && order(at, position) > 0),
    );
    for (const round of passed) {
      this.#rounds.splice(this.#rounds.indexOf(round), 1);
      round.dispose();
    }
    this.poke();
  }

  #round(position: Position): SharedRound {
    const known = this.#rounds.find((round) => order(round.position, position) === 0);
    if (known) return known;
    const round = new SharedRound(position);
    this.#rounds.push(round);
    return round;
  }
}

class SharedRound implements Round {
  readonly position: Position;
  readonly #shared = new Map<string, { readonly value: unknown; readonly free: () => void }>();

  constructor(position: Position) {
    this.position = position;
  }

  share<T>(key: string, make: () => T, free: (value: T) => void): T {
    const known = this.#shared.get(key);
    if (known) return known.value as T;
    const value = make();
    this.#shared.set(key, { value, free: () => free(value) });
    return value;
  }

  dispose(): void {
    for (const { free } of this.#shared.values()) free();
    this.#shared.clear();
  }
}

/** Where all others must have come for a member to begin `next`: to the batch before, or in a new pass to this one. */
function mustHaveArrived(begun: Position | null, next: Position): Position {
  const samePass = begun?.epoch === next.epoch && begun.stage === next.stage;
  return samePass ? begun : next;
}

/** Negative where `a` comes first. */
function order(a: Position, b: Position): number {
  return a.epoch - b.epoch || STAGES.indexOf(a.stage) - STAGES.indexOf(b.stage) || a.batch - b.batch;
}
