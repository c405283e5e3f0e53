import { memo, useId, type KeyboardEvent, type MouseEvent, type PointerEvent } from 'react';
import { Canvas } from './canvas';
import { arrowStep, placeIn, type Area, type Place } from './place';
import styles from './picture.module.css';
import type { LiveStage } from '../../data/live-picture';
import type { Cell } from './field';
import type { Pixels } from './pixels';

/** What a picture does with a pointer or an arrow key; the same object for every picture of a bench. */
export interface Probing {
  /** the pointer is over this place; null: it left */
  point(place: Place | null): void;
  /** the person wants the probe to stay here */
  pin(place: Place): void;
  /** an arrow key; `wide` with Shift */
  nudge(step: Cell, options: { readonly wide: boolean }): void;
}

export interface PictureProps {
  /** what it shows, for those who do not see it */
  readonly name: string;
  /** what can be read from it: size, least, mean and greatest value */
  readonly summary: string;
  readonly pixels: Pixels;
  /** what may be drawn in its place while its run trains */
  readonly live?: LiveStage | null;
  /** hairlines between the cells */
  readonly ruled?: boolean;
  /** a photograph: smoothed where it is made smaller */
  readonly photograph?: boolean;
  /** the probed pixel */
  readonly probe: Area | null;
  /** the cell that the probed pixel belongs to, outlined */
  readonly cell?: Area | null;
  /** stands back beside the chosen one */
  readonly dimmed?: boolean;
  readonly probing: Probing;
}

/** One picture with the page's probe on it: hover moves it, a click pins it, the arrow keys carry it. */
export const Picture = memo(function Picture(props: PictureProps) {
  const {
    name,
    summary,
    pixels,
    live = null,
    ruled = false,
    photograph = false,
    probe,
    cell = null,
    dimmed = false,
    probing,
  } = props;
  const description = useId();

  const at = (event: PointerEvent<HTMLElement> | MouseEvent<HTMLElement>) =>
    placeIn(event.currentTarget.getBoundingClientRect(), event.clientX, event.clientY);

  const hover = (event: PointerEvent<HTMLElement>) => {
    // a finger scrolls; its tap arrives as a click
    if (event.pointerType !== 'touch') probing.point(at(event));
  };

  const press = (event: KeyboardEvent) => {
    const nudge = arrowStep(event);
    if (!nudge) return;
    event.preventDefault();
    probing.nudge(nudge.step, nudge);
  };

  return (
    <button
      type="button"
      className={styles.picture}
      data-dimmed={dimmed || undefined}
      style={{ aspectRatio: pixels.width / pixels.height }}
      aria-label={name}
      aria-describedby={description}
      onPointerMove={hover}
      onPointerLeave={() => probing.point(null)}
      onClick={(event) => event.detail > 0 && probing.pin(at(event))}
      onKeyDown={press}
    >
      <Canvas pixels={pixels} ruled={ruled} photograph={photograph} live={live} />
      {cell && <Mark area={cell} kind="cell" />}
      {probe && <Mark area={probe} kind="probe" />}
      <span id={description} hidden>
        {summary}
      </span>
    </button>
  );
});

function Mark({ area, kind }: { readonly area: Area; readonly kind: 'probe' | 'cell' }) {
  const percent = (fraction: number) => `${fraction * 100}%`;
  return (
    <i
      className={styles[kind]}
      style={{
        left: percent(area.x + area.width / 2),
        top: percent(area.y + area.height / 2),
        width: percent(area.width),
        height: percent(area.height),
      }}
    />
  );
}
