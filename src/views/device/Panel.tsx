import { useState } from 'react';
import { useController } from '../../controller/use-controller';
import { changeSettings } from '../../store/actions';
import { backendChoices } from '../../store/settings';
import { useExplorer } from '../../store/store';
import { Button } from '../../ui/controls/button';
import { Facts } from '../../ui/controls/facts';
import { Popover } from '../../ui/controls/popover';
import { SelectField } from '../../ui/controls/select-field';
import { useMessages } from '../../ui/use-messages';
import styles from './device.module.css';
import type { Drawing } from '../../data/live-picture';

/** What computes, why that, and how to choose something else. */
export function DevicePanel({ look = 'chip' }: { readonly look?: 'chip' | 'row' }) {
  const { device: text, format, translated } = useMessages();
  const { phase, device, problem } = useExplorer(({ engine }) => engine);
  const backend = useExplorer(({ settings }) => settings.backend);
  const words = { idle: text.idle, loading: text.loading, failed: text.failed, ready: '' };
  const name = device ? text.names[device.backend] : words[phase];
  const trigger = (
    <Button look="quiet" className={styles.chip} data-look={look}>
      <span className={styles.dot} data-phase={device?.software ? 'software' : phase} aria-hidden="true" />
      <span className={styles.name}>
        {name}
        {device?.software && <span className={styles.aside}> · {text.software}</span>}
      </span>
    </Button>
  );
  return (
    <Popover trigger={trigger} title={text.title}>
      {device ? (
        <>
          <p className={styles.reason}>{translated(device.reason)}</p>
          {device.software && <p className={styles.warning}>{text.softwareWarning}</p>}
          <Facts
            facts={[
              [text.backend, text.names[device.backend]],
              [text.adapter, device.adapter],
              [text.workers, text.workerCount(device.workers)],
              [text.dispatches, device.backend === 'webgpu' ? format.count(device.dispatches) : ''],
              [text.drawing, device.drawing ? text.drawings[wayOf(device.drawing)] : ''],
            ]}
          />
          {device.drawing && mayDrawAgain(device.drawing) && <DrawAgain />}
        </>
      ) : (
        <p className={styles.reason}>{problem ?? text.notLoaded}</p>
      )}
      <div className={styles.choice}>
        <SelectField
          label={text.change}
          hint={text.changeHint}
          value={backend}
          options={backendChoices.map((value) => ({ value, label: text.choices[value] }))}
          onChange={(value) => changeSettings({ backend: value })}
        />
      </div>
      <p className={styles.link}>{text.link}</p>
    </Popover>
  );
}

function wayOf(drawing: Drawing): 'device' | Extract<Drawing, { by: 'readback' }>['why'] {
  return drawing.by === 'device' ? 'device' : drawing.why;
}

/** What is kept beyond this page would keep it from being tried. */
function mayDrawAgain(drawing: Drawing): boolean {
  return drawing.by === 'readback' && ['other-pixels', 'lost', 'before'].includes(drawing.why);
}

function DrawAgain() {
  const { device: text } = useMessages();
  const { frames } = useController();
  const [asked, setAsked] = useState(false);
  const ask = () => {
    frames.tryAgain();
    setAsked(true);
  };
  return (
    <div className={styles.reason} role="status">
      {asked ? text.drawsAgain : <Button onClick={ask}>{text.drawAgain}</Button>}
    </div>
  );
}
