import { useEffect, useState } from 'react';
import { changeStage, goBack, goForward, isHidden, lookAtSlide } from '../../store/stage-actions';
import { slideAt } from '../../store/lecture';
import { explorer, useExplorer } from '../../store/store';
import { Button } from '../../ui/controls/button';
import { Icon, type IconName } from '../../ui/controls/icon';
import { Tooltip } from '../../ui/controls/tooltip';
import { useMessages } from '../../ui/use-messages';
import styles from './stage.module.css';
import type { Talk } from './use-talk';

interface StageBarProps {
  /** from 1 */
  readonly position: number;
  readonly count: number;
  readonly talk: Talk;
  leave(): void;
  toggleFullscreen(): void;
}

/** Where one is in the deck, and the buttons for whoever has no keys; they go while nobody moves. */
export function StageBar({ position, count, talk, leave, toggleFullscreen }: StageBarProps) {
  const { lecture } = useMessages();
  const text = lecture.stage;
  const awake = useAwake();
  const hidden = useExplorer(isHidden);
  const pointing = useExplorer(({ lecture: { stage } }) => stage?.pointing ?? false);
  const explore = () => {
    const { draft, stage } = explorer.getState().lecture;
    if (!draft || !stage) return;
    const slide = slideAt(draft.deck, stage.slideId);
    leave();
    lookAtSlide(slide);
  };
  return (
    <footer className={styles.bar} data-awake={awake || undefined}>
      <p className={styles.progress}>{text.progress(position, count)}</p>
      <div className={styles.track} aria-hidden="true">
        <div style={{ inlineSize: `${(100 * position) / count}%` }} />
      </div>
      <div className={styles.buttons} role="group" aria-label={text.controls}>
        <Tool icon="left" name={text.back} shortcut="←" disabled={position === 1} onPress={goBack} />
        <Tool
          icon="right"
          name={hidden ? text.reveal : text.forward}
          shortcut="→"
          disabled={position === count && !hidden}
          onPress={goForward}
        />
        <Tool
          icon="info"
          name={text.pointer}
          shortcut="P"
          pressed={pointing}
          hall
          onPress={() => changeStage({ pointing: !pointing })}
        />
        <Tool icon="window" name={text.presenter} hall onPress={talk.openOther} />
        <Tool icon="expand" name={text.fullscreen} shortcut="F" hall onPress={toggleFullscreen} />
        <Button look="quiet" onClick={explore}>
          {text.explore}
        </Button>
        <Tool icon="close" name={text.leave} shortcut="Esc" onPress={leave} />
      </div>
      {talk.blocked && (
        <p className={styles.blocked} role="alert">
          {text.blocked}{' '}
          <a href={talk.address} target="_blank" rel="opener">
            {text.blockedLink}
          </a>
        </p>
      )}
    </footer>
  );
}

interface ToolProps {
  readonly icon: IconName;
  readonly name: string;
  readonly shortcut?: string;
  readonly disabled?: boolean;
  readonly pressed?: boolean;
  /** for whoever speaks in a hall */
  readonly hall?: boolean;
  onPress(): void;
}

function Tool({ icon, name, shortcut, disabled = false, pressed, hall = false, onPress }: ToolProps) {
  return (
    <Tooltip text={name} {...(shortcut && { shortcut })}>
      <Button
        look="quiet"
        aria-label={name}
        aria-keyshortcuts={shortcut}
        aria-pressed={pressed}
        data-hall={hall || undefined}
        disabled={disabled}
        onClick={onPress}
      >
        <Icon name={icon} />
      </Button>
    </Tooltip>
  );
}

/** Milliseconds without movement until the buttons go. */
const rest = 3000;

function useAwake(): boolean {
  const [awake, setAwake] = useState(true);
  useEffect(() => {
    let timer = setTimeout(() => setAwake(false), rest);
    const wake = () => {
      setAwake(true);
      clearTimeout(timer);
      timer = setTimeout(() => setAwake(false), rest);
    };
    window.addEventListener('pointermove', wake);
    window.addEventListener('pointerdown', wake);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pointermove', wake);
      window.removeEventListener('pointerdown', wake);
    };
  }, []);
  return awake;
}
