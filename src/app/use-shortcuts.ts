import { useEffect } from 'react';
import type { Controller } from '../controller/controller';
import { ask, openStage, pin, slowDown } from '../store/actions';
import { shownSampleId } from '../store/selectors';
import { holdEntry } from '../store/history';
import { isPresenting } from '../store/lecture';
import { explorer } from '../store/store';
import { commandOf } from '../ui/keys';

/** Elements that use plain keys themselves. */
const keyed =
  'input, select, textarea, summary, a[href], [contenteditable], [role="dialog"], [role="slider"]';
/** Elements that undo for themselves. */
const typed =
  'textarea, [contenteditable], input:not([type="checkbox"], [type="radio"], [type="range"], [type="button"])';

interface ShortcutOptions {
  readonly controller: Controller;
  openHelp(): void;
}

/** The keys that work everywhere, as ui/keys.ts lists them. */
export function useShortcuts({ controller, openHelp }: ShortcutOptions): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      // the same keys turn slides there
      if (isPresenting(explorer.getState())) return;
      const handled =
        !event.defaultPrevented && (anywhere(event, { controller, openHelp }) || ofRun(event, controller));
      if (handled) event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [controller, openHelp]);
  useGestures();
}

/**
 * One thing at a time that is not as it was, the nearest first: a question at the door; in Explore what is open in the
 * bench, a part that is switched off, then what stands beside.
 */
function putBack(controller: Controller): void {
  const { knockOut, view } = explorer.getState();
  if (view.place === 'door') {
    if (view.asked) ask(null);
  } else if (view.slow) slowDown(null);
  else if (view.open) openStage(null);
  else if (knockOut) controller.switchOff(null);
  else if (view.beside) pin(null);
}

/** @returns whether the key was used up */
function anywhere(event: KeyboardEvent, { controller, openHelp }: ShortcutOptions): boolean {
  switch (commandOf('everywhere', event)) {
    case 'undo':
      if (inside(event, typed)) return false;
      controller.undo();
      return true;
    case 'redo':
      if (inside(event, typed)) return false;
      controller.redo();
      return true;
    case 'help':
      if (inside(event, keyed)) return false;
      openHelp();
      return true;
    case 'close':
      // what lies over the page closes itself
      if (!inside(event, '[role="dialog"]')) putBack(controller);
      return false;
    case null:
      return false;
  }
}

function ofRun(event: KeyboardEvent, controller: Controller): boolean {
  if (inside(event, keyed)) return false;
  if (commandOf('pictures', event) === 'pin') {
    pinShown();
    return true;
  }
  switch (commandOf('run', event)) {
    case 'play':
      // on a button Space presses the button
      if (inside(event, 'button')) return false;
      if (explorer.getState().live.status === 'running') controller.pause();
      else controller.play();
      return true;
    case 'step':
      controller.step();
      return true;
    case null:
      return false;
  }
}

function inside({ target }: Event, selector: string): boolean {
  return target instanceof Element && target.closest(selector) !== null;
}

/** What changes while a pointer is down is one thing to undo. */
function useGestures(): void {
  useEffect(() => {
    const down = () => holdEntry(true);
    const up = () => holdEntry(false);
    const ups = ['pointerup', 'pointercancel'] as const;
    document.addEventListener('pointerdown', down, true);
    ups.forEach((name) => document.addEventListener(name, up, true));
    return () => {
      document.removeEventListener('pointerdown', down, true);
      ups.forEach((name) => document.removeEventListener(name, up, true));
    };
  }, []);
}

/** Keeps the shown picture as B, for the next one that is chosen to stand beside; again: nothing stands beside. */
function pinShown(): void {
  const state = explorer.getState();
  const sampleId = shownSampleId(state);
  if (state.view.beside) pin(null);
  else if (sampleId !== null) pin({ what: 'sample', sampleId });
}
