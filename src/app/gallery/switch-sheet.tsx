import { useState } from 'react';
import { DataPanel } from '../../views/settings/Panel';
import { SwitchesPanel } from '../../views/switches/Panel';
import { useMessages } from '../../ui/use-messages';
import styles from './gallery.module.css';
import type { Settings } from '../../store/settings';
import type { KnockOutChoice } from '../../store/knock-out';

/** The switches of the registry: as they are alone, and with both meanings offered. */
export function SwitchSheet() {
  const { gallery: text } = useMessages();
  const [active, setActive] = useState<KnockOutChoice | null>({ block: 'masks', variant: 'swapped' });
  const [queued, setQueued] = useState<readonly Settings[]>([]);
  const isQueued = ({ switches }: Settings) =>
    queued.some((other) => JSON.stringify(other.switches) === JSON.stringify(switches));
  return (
    <div className={styles.rails}>
      <section aria-label={text.switches.alone}>
        <h2>{text.switches.alone}</h2>
        <DataPanel />
        <SwitchesPanel />
      </section>
      <section aria-label={text.switches.both}>
        <h2>{text.switches.both}</h2>
        <SwitchesPanel
          knockOuts={{ active, choose: setActive }}
          queue={{
            stateOf: (settings) => (isQueued(settings) ? 'queued' : null),
            add: (settings) => setQueued((before) => [...before, settings]),
            cancel: () => undefined,
          }}
        />
      </section>
    </div>
  );
}
