import { useEffect, useState } from 'react';
import { changeStage, goBack, goForward, goToPosition } from '../../store/stage-actions';
import { explorer } from '../../store/store';

/** Elements that use letters, arrows and Space themselves; a clicker's keys and Escape work everywhere. */
const typed = 'input, select, textarea, [contenteditable], [role="slider"], [role="radiogroup"]';
const pressed = 'button, a[href], summary';
const clicker = ['PageDown', 'PageUp', 'Escape'];

interface StageKeys {
  leave(): void;
  toggleFullscreen(): void;
}

/**
 * The keys of whoever speaks: Space, arrows and a clicker's page keys turn the slides, a number with Enter leads to one.
 * @returns the digits that have been typed
 */
export function useStageKeys({ leave, toggleFullscreen }: StageKeys): string {
  const [digits, setDigits] = useState('');

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { key, target } = event;
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const element = target instanceof Element ? target : null;
      if (element?.closest('[role="dialog"]')) return;
      if (element?.closest(typed) && !clicker.includes(key)) return;
      // on a button, Space and Enter press the button
      if (element?.closest(pressed) && (key === ' ' || (key === 'Enter' && digits === ''))) return;
      if (explorer.getState().lecture.stage?.blank && key !== 'Escape' && !event.repeat) {
        changeStage({ blank: false });
      } else if (/^\d$/.test(key)) setDigits((digits + key).slice(-3));
      else if (key === 'Enter' && digits !== '') goToPosition(Number(digits) - 1);
      else if (!act(key, { leave, toggleFullscreen })) return;
      if (!/^\d$/.test(key)) setDigits('');
      event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [digits, leave, toggleFullscreen]);

  // digits that led nowhere are forgotten
  useEffect(() => {
    if (digits === '') return;
    const timer = setTimeout(() => setDigits(''), 4000);
    return () => clearTimeout(timer);
  }, [digits]);
  return digits;
}

/** @returns whether the key means something */
function act(key: string, { leave, toggleFullscreen }: StageKeys): boolean {
  const stage = explorer.getState().lecture.stage;
  switch (key) {
    case ' ':
    case 'PageDown':
    case 'ArrowRight':
    case 'ArrowDown':
      goForward();
      return true;
    case 'PageUp':
    case 'ArrowLeft':
    case 'ArrowUp':
    case 'Backspace':
      goBack();
      return true;
    case 'Home':
      goToPosition(0);
      return true;
    case 'End':
      goToPosition(Infinity);
      return true;
    case 'b':
    case 'B':
    case '.':
      changeStage({ blank: true });
      return true;
    case 'p':
    case 'P':
      changeStage({ pointing: !stage?.pointing });
      return true;
    case 'f':
    case 'F':
      toggleFullscreen();
      return true;
    case 'Escape':
      if (stage?.pointing) changeStage({ pointing: false });
      else leave();
      return true;
    default:
      return false;
  }
}
