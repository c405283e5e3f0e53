import { useState } from 'react';
import { Button } from '../ui/controls/button';
import { Dialog } from '../ui/controls/dialog';
import { Icon } from '../ui/controls/icon';
import { useMessages } from '../ui/use-messages';
import { DataPanel, SettingsPanel } from '../views/settings/Panel';
import { SwitchesPanel } from '../views/switches/Panel';
import { PanelBoundary } from './panel-boundary';
import styles from './app.module.css';

/** What the next run will be: beside the pictures where there is room, behind a button where there is not. */
export function Rail() {
  const { app } = useMessages();
  return (
    <aside className={styles.rail} aria-label={app.settingsRegion}>
      <RailContents />
    </aside>
  );
}

export function RailSheet() {
  const { app } = useMessages();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button aria-label={app.openSwitches} onClick={() => setOpen(true)}>
        <Icon name="sliders" />
      </Button>
      <Dialog open={open} title={app.settingsRegion} close={app.close} look="sheet" onOpenChange={setOpen}>
        <RailContents />
      </Dialog>
    </>
  );
}

function RailContents() {
  const { panels } = useMessages().app;
  return (
    <PanelBoundary name={panels.switches}>
      <div className={styles.questions}>
        <DataPanel />
        <SwitchesPanel />
      </div>
      <div className={styles.foot}>
        <SettingsPanel />
      </div>
    </PanelBoundary>
  );
}
