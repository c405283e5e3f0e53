import { useCallback, useEffect, useState } from 'react';
import type { Controller } from '../controller/controller';
import { ControllerContext } from '../controller/use-controller';
import { standsAlone } from '../store/lecture';
import { useExplorer } from '../store/store';
import type { Place } from '../store/view';
import { useWanted } from '../ui/controls/use-wanted';
import { Arriving } from '../ui/arriving';
import { lazyPart } from '../ui/lazy-part';
import { followLitPart } from '../ui/lit-part';
import { useMessages } from '../ui/use-messages';
import { NoticesPanel } from '../views/notices/Panel';
import styles from './app.module.css';
import { Header } from './header';
import { useAttended } from './use-attended';
import { useKeptFocus } from './kept-focus';
import { usePageTheme } from './page-theme';
import { PrintFoot } from './print-foot';
import { Rail } from './rail';
import { useReturnedFocus } from './returned-focus';
import { UnaskedPart } from '../ui/unasked-part';
import { useMedia } from './use-media';
import { useShortcuts } from './use-shortcuts';

const none = () => Promise.resolve();
// Explore and the door say nothing that was not there first, but for the door's own texts
const Explore = lazyPart(async () => (await import('./explore')).Explore, none);
const Door = lazyPart(
  async () => (await import('./door')).Door,
  () => import('../messages/english/with-door'),
);
const HelpPanel = lazyPart(async () => (await import('../views/help/Panel')).HelpPanel);
const Compare = lazyPart(async () => (await import('./compare')).Compare);
const Lecture = lazyPart(async () => (await import('./lecture/lecture')).Lecture);
const Alone = lazyPart(async () => (await import('./lecture/alone')).Alone);
const DataPlace = lazyPart(async () => (await import('./data-place')).DataPlace);
const SavedPictures = lazyPart(async () => (await import('./saved-pictures')).SavedPictures, none);

/** Where the switches stand beside the pictures; app.module.css has the same width. */
const wide = '(min-width: 60rem)';

export function App({ controller }: { readonly controller: Controller }) {
  const { app, help } = useMessages();
  const [helpOpen, setHelpOpen] = useState(false);
  const openHelp = useCallback(() => setHelpOpen(true), []);
  const helpWanted = useWanted(helpOpen);
  const attended = useAttended();
  const beside = useMedia(wide);
  const place = useExplorer(({ view }) => view.place);
  const alone = useExplorer(standsAlone);
  const railed = place === 'explore' || place === 'compare';
  useShortcuts({ controller, openHelp });
  usePageTheme();
  useKeptFocus(place);
  useReturnedFocus();
  useEffect(() => followLitPart(document.documentElement), []);
  if (alone) {
    return (
      <ControllerContext value={controller}>
        <Arriving name={app.places.lecture} waiting={<p className={styles.opening}>{app.openingPlace}</p>}>
          <Alone />
        </Arriving>
      </ControllerContext>
    );
  }
  return (
    <ControllerContext value={controller}>
      <a className={styles.skip} href="#pictures">
        {app.skip}
      </a>
      <div className={styles.page} data-railed={railed || undefined} data-place={place}>
        <Header onHelp={openHelp} sheet={railed && !beside} place={place} />
        {beside && railed && <Rail place={place} />}
        <main className={styles.main} id="pictures" tabIndex={-1}>
          <NoticesPanel />
          <Arriving
            key={place}
            name={app.places[place]}
            waiting={<p className={styles.opening}>{app.openingPlace}</p>}
          >
            <PlaceContents place={place} />
          </Arriving>
          <PrintFoot />
        </main>
      </div>
      {attended && (
        <UnaskedPart>
          <SavedPictures />
        </UnaskedPart>
      )}
      {helpWanted && (
        <Arriving name={help.open}>
          <HelpPanel open={helpOpen} onOpenChange={setHelpOpen} />
        </Arriving>
      )}
    </ControllerContext>
  );
}

function PlaceContents({ place }: { readonly place: Place }) {
  switch (place) {
    case 'door':
      return <Door />;
    case 'explore':
      return <Explore />;
    case 'compare':
      return <Compare />;
    case 'lecture':
      return <Lecture />;
    case 'data':
      return <DataPlace />;
    default:
      return place satisfies never;
  }
}
