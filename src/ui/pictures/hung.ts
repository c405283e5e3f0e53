import type { LiveStage, PicturePlace } from '../../data/live-picture';
import type { ColourRule } from './pixels';

/** A canvas that may show more than the snapshot it was given, while a run trains: see live-wall.ts. */
export interface Hung {
  readonly stage: LiveStage;
  /** as its snapshot is drawn */
  readonly rule: ColourRule | undefined;
  /** null = the snapshot, as before */
  show(cutout: Cutout | null): void;
}

/** A part of an image that several pictures share. */
export interface Cutout extends PicturePlace {
  readonly image: ImageBitmap;
}

/** All that hang now; `onChange` is whoever has something for them. */
export const wall = { hung: new Set<Hung>(), onChange: (): void => undefined };

/** @returns takes it down again */
export function hang(one: Hung): () => void {
  wall.hung.add(one);
  wall.onChange();
  return () => {
    wall.hung.delete(one);
    wall.onChange();
  };
}
