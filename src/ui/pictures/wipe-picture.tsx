import type { KeyboardEvent, PointerEvent } from 'react';
import { commandOf, type KeyCommand } from '../keys';
import { Canvas } from './canvas';
import { placeIn, type Area, type Place } from './place';
import styles from './wipe-picture.module.css';
import type { Pixels } from './pixels';

interface WipePictureProps {
  readonly a: Pixels;
  readonly b: Pixels;
  /** what it shows, for those who do not see it */
  readonly name: string;
  /** name of the divider */
  readonly slider: string;
  /** how much is seen of A, 0..100, in words */
  valueText(percent: number): string;
  readonly signs: { readonly a: string; readonly b: string };
  /** of the width that belongs to A, 0..1 */
  readonly share: number;
  /** the probed pixel */
  readonly probe: Area;
  onShare(share: number): void;
  /** the pointer is over this place; null: it left */
  onPoint(place: Place | null): void;
}

/** Two pictures in one place under a divider that is dragged, or moved with the keys. */
export function WipePicture(props: WipePictureProps) {
  const { a, b, name, slider, valueText, signs, share, probe, onShare, onPoint } = props;
  const percent = Math.round(share * 100);
  const placeOf = (event: PointerEvent<HTMLElement>) =>
    placeIn(event.currentTarget.getBoundingClientRect(), event.clientX, event.clientY);
  const drag = (event: PointerEvent<HTMLElement>) => {
    onShare(Math.min(1, Math.max(0, placeOf(event).x)));
  };
  const press = (event: KeyboardEvent) => {
    const command = commandOf('divider', event);
    if (!command) return;
    event.preventDefault();
    onShare(movedBy(command, percent) / 100);
  };
  return (
    <div
      className={styles.wipe}
      style={{ aspectRatio: a.width / a.height }}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        drag(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) drag(event);
        else if (event.pointerType !== 'touch') onPoint(placeOf(event));
      }}
      onPointerLeave={() => onPoint(null)}
    >
      <div role="img" aria-label={name}>
        <div className={styles.layer}>
          <Canvas pixels={b} />
        </div>
        <div className={styles.layer} style={{ clipPath: `inset(0 ${100 - share * 100}% 0 0)` }}>
          <Canvas pixels={a} />
        </div>
      </div>
      <b className={styles.sign} data-side="a" aria-hidden="true">
        {signs.a}
      </b>
      <b className={styles.sign} data-side="b" aria-hidden="true">
        {signs.b}
      </b>
      <i
        className={styles.probe}
        style={{
          left: `${(probe.x + probe.width / 2) * 100}%`,
          top: `${(probe.y + probe.height / 2) * 100}%`,
        }}
      />
      <div
        className={styles.divider}
        style={{ insetInlineStart: `${share * 100}%` }}
        role="slider"
        tabIndex={0}
        aria-label={slider}
        aria-orientation="horizontal"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={valueText(percent)}
        onKeyDown={press}
      >
        <span className={styles.handle} aria-hidden="true" />
      </div>
    </div>
  );
}

/** Where a command leads from here, 0..100. */
export function movedBy(command: KeyCommand<'divider'>, from: number): number {
  const moves = { left: -1, right: 1, farLeft: -10, farRight: 10, first: -100, last: 100 } as const;
  return Math.min(100, Math.max(0, from + moves[command]));
}
