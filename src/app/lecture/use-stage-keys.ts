import { useEffect, useState } from 'react';
import { changeStage, goBack, goForward, goToPosition } from '../../store/stage-actions';
import { explorer } from '../../store/store';
import { commandOf, type KeyCommand } from '../../ui/keys';

/** Elements that use letters, arrows and Space themselves; a clicker's keys and Escape work everywhere. */
const typed = 'input, select, textarea, [contenteditable], [role="slider"], [role="radiogroup"]';
const pressed = 'button, a[href], summary';
const clicker = ['PageDown', 'PageUp', 'Escape'];

type StageCommand = KeyCommand<'stage'>;

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
      const digit = /^\d$/.test(key);
      const command = commandOf('stage', event);
      const element = target instanceof Element ? target : null;
      if (element?.closest('[role="dialog"]')) return;
      if (element?.closest(typed) && !clicker.includes(key)) return;
      // on a button, Space and Enter press the button
      if (element?.closest(pressed) && (key === ' ' || (key === 'Enter' && digits === ''))) return;
      if (explorer.getState().lecture.stage?.blank && key !== 'Escape' && !event.repeat) {
        changeStage({ blank: false });
      } else if (digit) setDigits((digits + key).slice(-3));
      else if (command && (command !== 'jump' || digits !== ''))
        act(command, { digits, leave, toggleFullscreen });
      else return;
      if (!digit) setDigits('');
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

/** @param digits typed before it, which lead to a slide */
function act(
  command: StageCommand,
  { digits, leave, toggleFullscreen }: StageKeys & { digits: string },
): void {
  const stage = explorer.getState().lecture.stage;
  const acts: Readonly<Record<StageCommand, () => void>> = {
    forward: goForward,
    back: goBack,
    first: () => goToPosition(0),
    last: () => goToPosition(Infinity),
    jump: () => goToPosition(Number(digits) - 1),
    blank: () => changeStage({ blank: true }),
    pointer: () => changeStage({ pointing: !stage?.pointing }),
    fullscreen: toggleFullscreen,
    leave: () => (stage?.pointing ? changeStage({ pointing: false }) : leave()),
  };
  acts[command]();
}
