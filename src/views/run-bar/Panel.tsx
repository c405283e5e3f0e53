import { useController } from '../../controller/use-controller';
import { useExplorer, useExplorerParts } from '../../store/store';
import { Button } from '../../ui/controls/button';
import { Icon, type IconName } from '../../ui/controls/icon';
import { Tooltip } from '../../ui/controls/tooltip';
import { useMessages } from '../../ui/use-messages';
import { Announcer } from './announcer';
import styles from './run-bar.module.css';
import { runStatus } from './status';

/** Play, pause, one batch, stop, start over; and how far the run is. */
export function RunBarPanel() {
  const controller = useController();
  const messages = useMessages();
  const text = messages.runBar;
  const status = useExplorer(({ live }) => live.status);
  const busy = status === 'starting' || status === 'running' || status === 'pausing';
  const none = status === 'none';
  return (
    <div className={styles.bar}>
      <div className={styles.buttons} role="group" aria-label={messages.app.runRegion}>
        <PlayButton />
        <IconButton
          icon="step"
          name={text.step}
          shortcut={text.keys.step}
          onClick={() => controller.step()}
        />
        <IconButton
          icon="stop"
          name={text.stop}
          disabled={!busy && status !== 'paused'}
          onClick={() => controller.stop()}
        />
        <IconButton icon="reset" name={text.reset} disabled={none} onClick={() => controller.reset()} />
        <IconButton icon="seed" name={text.reseed} onClick={() => controller.reseed()} />
      </div>
      <RunProgress />
      <Announcer />
    </div>
  );
}

/** One button, so that the focus stays on it: what it does follows the run. */
function PlayButton() {
  const controller = useController();
  const text = useMessages().runBar;
  const status = useExplorer(({ live }) => live.status);
  const busy = status === 'running' || status === 'pausing' || status === 'starting';
  const label = { starting: text.pause, running: text.pause, pausing: text.pausing, paused: text.resume };
  const waits = status === 'pausing' || status === 'starting';
  return (
    <Tooltip text={busy ? text.pause : text.idle} shortcut={text.keys.play}>
      <Button
        look="primary"
        className={styles.play}
        aria-disabled={waits || undefined}
        onClick={() => (busy ? controller.pause() : controller.play())}
      >
        <Icon name={busy ? 'pause' : 'play'} />
        {status in label ? label[status as keyof typeof label] : text.play}
      </Button>
    </Tooltip>
  );
}

interface IconButtonProps {
  readonly icon: IconName;
  readonly name: string;
  readonly shortcut?: string;
  readonly disabled?: boolean;
  onClick(): void;
}

function IconButton({ icon, name, shortcut, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={name} {...(shortcut === undefined ? {} : { shortcut })}>
      <Button aria-label={name} {...rest}>
        <Icon name={icon} />
      </Button>
    </Tooltip>
  );
}

function RunProgress() {
  const messages = useMessages();
  const { text, detail, share } = useExplorerParts((state) => runStatus(state, messages));
  const whole = detail === '' ? text : `${text}, ${detail}`;
  return (
    <div className={styles.progress} title={whole}>
      <progress
        className={styles.track}
        aria-label={messages.runBar.progress}
        aria-valuetext={whole}
        max={1}
        value={share ?? 0}
      />
      <span className={styles.status}>
        {text}
        {detail !== '' && <span className={styles.detail}> · {detail}</span>}
      </span>
    </div>
  );
}
