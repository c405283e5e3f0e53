import { useLayoutEffect, useRef } from 'react';
import { setDrawn } from './drawn';
import { hang, type Cutout } from './hung';
import { paint, type PaintOptions } from './painting';
import styles from './canvas.module.css';
import type { LiveStage } from '../../data/live-picture';
import type { Pixels } from './pixels';

interface CanvasProps extends Partial<PaintOptions> {
  readonly pixels: Pixels;
  /** what may be drawn over the snapshot while its run trains */
  readonly live?: LiveStage | null;
}

/** The bare picture, as large as its place and sharp at every size. Says nothing: its parent names it. */
export function Canvas({ pixels, ruled = false, photograph = false, live = null }: CanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const repaint = useRef<(() => void) | null>(null);

  // its size is learned from the observer alone: asking for it here would force a layout at every picture
  useLayoutEffect(() => {
    const element = canvas.current;
    if (!element) return;
    setDrawn(element, pixels);
    const first = repaint.current === null;
    let shown: Pixels | Cutout = pixels;
    const repaintShown = () => paint(element, shown, { ruled, photograph });
    repaint.current = repaintShown;
    if (!first) repaintShown();
    if (!live) return;
    return hang({
      stage: live,
      rule: pixels.rule,
      show(cutout) {
        if (shown === (cutout ?? pixels)) return;
        shown = cutout ?? pixels;
        repaintShown();
      },
    });
  }, [pixels, ruled, photograph, live]);

  // observing reports the size before the first frame
  useLayoutEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry && fitToScreen(element, entry.contentRect)) repaint.current?.();
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  return <canvas ref={canvas} className={styles.canvas} width={0} height={0} aria-hidden="true" />;
}

/** Gives the canvas one cell of memory per device pixel; true if that changed it. */
function fitToScreen(
  canvas: HTMLCanvasElement,
  { width, height }: { width: number; height: number },
): boolean {
  const scale = window.devicePixelRatio;
  const [columns, rows] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
  if (canvas.width === columns && canvas.height === rows) return false;
  canvas.width = columns;
  canvas.height = rows;
  return true;
}
