import type { LiveStage, PicturePlace } from '../../data/live-picture';
import { wall, type Hung } from './hung';
import type { ColourRule } from './pixels';

/** What a canvas could show between the snapshots of a run that trains here, and how. */
export interface LiveSubject {
  /** tells it from others */
  readonly key: string;
  readonly stage: LiveStage;
  readonly rule: ColourRule;
}

/** Several pictures of one step, as they came from the device. */
export interface WallFrame {
  readonly step: number;
  readonly image: ImageBitmap;
  /** by the subject's key */
  readonly places: ReadonlyMap<string, PicturePlace>;
}

/**
 * Canvases of the page that can be drawn live, and what they are drawn from. Whoever brings frames asks here what is
 * wanted; a canvas that nobody brings anything shows its snapshot.
 */
export class LiveWall {
  readonly #wall: typeof wall;
  readonly #listeners = new Set<() => void>();
  #subjects: readonly LiveSubject[] = [];
  #frame: WallFrame | null = null;
  #telling = false;

  constructor(on: typeof wall) {
    this.#wall = on;
    on.onChange = () => this.#tellSoon();
    this.#subjects = subjectsOf(on.hung);
  }

  /** What hangs here now; the same list as long as it stays the same. */
  readonly subjects = (): readonly LiveSubject[] => this.#subjects;

  /** The step of the pictures that are shown; null = the snapshots. */
  readonly step = (): number | null => this.#frame?.step ?? null;

  readonly listen = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Shows a frame on all canvases that it has something for, or their snapshots again. Takes the frame over. */
  show(frame: WallFrame | null): void {
    const before = this.#frame;
    if (before === frame) return;
    this.#frame = frame;
    for (const one of this.#wall.hung) {
      const place = frame?.places.get(keyOf(one));
      one.show(frame && place ? { ...place, image: frame.image } : null);
    }
    before?.image.close();
    for (const listener of this.#listeners) listener();
  }

  /** Once for all canvases that come and go together. */
  #tellSoon(): void {
    if (this.#telling) return;
    this.#telling = true;
    queueMicrotask(() => {
      this.#telling = false;
      const subjects = subjectsOf(this.#wall.hung);
      const known = new Set(this.#subjects.map(({ key }) => key));
      if (subjects.length === known.size && subjects.every(({ key }) => known.has(key))) return;
      this.#subjects = subjects;
      for (const listener of this.#listeners) listener();
    });
  }
}

/** Two canvases of the same picture are one subject. */
function subjectsOf(hung: Iterable<Hung>): readonly LiveSubject[] {
  const subjects = new Map<string, LiveSubject>();
  for (const one of hung) {
    const key = keyOf(one);
    if (one.rule) subjects.set(key, { key, stage: one.stage, rule: one.rule });
  }
  return [...subjects.values()];
}

function keyOf({ stage, rule }: Hung): string {
  return JSON.stringify([stage, rule]);
}

export const liveWall = new LiveWall(wall);
