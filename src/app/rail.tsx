import { useState } from 'react';
import type { Place } from '../store/view';
import { Arriving } from '../ui/arriving';
import { Button } from '../ui/controls/button';
import { Dialog } from '../ui/controls/dialog';
import { Icon } from '../ui/controls/icon';
import { lazyPart } from '../ui/lazy-part';
import { useMessages } from '../ui/use-messages';
import { DataPanel, SettingsPanel } from '../views/settings/Panel';
import { SwitchesPanel } from '../views/switches/Panel';
import { PanelBoundary } from '../ui/panel-boundary';
import { useKnockOuts, useTrainingQueue } from './use-two-meanings';
import styles from './app.module.css';

const QueuePanel = lazyPart(async () => (await import('../views/queue/Panel')).QueuePanel);

/** What the next run will be: beside the pictures where there is room, behind a button where there is not. */
export function Rail({ place }: { readonly place: Place }) {
  const { app } = useMessages();
  return (
    <aside className={styles.rail} aria-label={app.settingsRegion}>
      <RailContents place={place} />
    </aside>
  );
}

export function RailSheet({ place }: { readonly place: Place }) {
  const { app } = useMessages();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button aria-label={app.openSwitches} onClick={() => setOpen(true)}>
        <Icon name="sliders" />
      </Button>
      <Dialog open={open} title={app.settingsRegion} close={app.close} look="sheet" onOpenChange={setOpen}>
        <RailContents place={place} />
      </Dialog>
    </>
  );
}

/** The questions with both of a switch's meanings: what is on screen without a part, and a run trained without it. */
function Switches() {
  return <SwitchesPanel knockOuts={useKnockOuts()} queue={useTrainingQueue()} />;
}

function RailContents({ place }: { readonly place: Place }) {
  const { panels } = useMessages().app;
  return (
    <PanelBoundary name={panels.switches}>
      <div className={styles.questions}>
        {place === 'compare' ? (
          <Arriving name={panels.table}>
            <QueuePanel />
          </Arriving>
        ) : (
          <>
            <DataPanel />
            <Switches />
          </>
        )}
      </div>
      <div className={styles.foot}>
        <SettingsPanel />
      </div>
    </PanelBoundary>
  );
}
