import '../ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { openPage } from '../controller/open-page';
import { isLanguage, otherTexts } from '../messages/messages';
import { explorer } from '../store/store';
import { entrance } from '../store/view';
import { dropMissedStyles } from '../ui/lazy-part';
import { App } from './app';
import { readersLanguage } from './kept-language';
import { openLanguage } from './page-language';
import { PanelBoundary } from '../ui/panel-boundary';
import { Spoken } from './spoken';

/** What did not come ahead is asked for again, and missed aloud, where it is shown. */
const missed = () => undefined;

/** Brings the page to life: language, link, recorded runs, panels; the engine follows when there is time. */
export async function mountPage(root: HTMLElement): Promise<void> {
  const query = new URLSearchParams(location.search);
  const asked = query.get('lang');
  // before anything is drawn, so that nobody sees another language first
  const language = await openLanguage(isLanguage(asked) ? asked : readersLanguage());
  // a link into another place, or with a deck in it, may have something to say at once
  if (location.hash !== '' || !/^(door|explore)?$/.test(query.get('place') ?? ''))
    await otherTexts().catch(missed);
  const controller = openPage(language.live);
  // any place leads to Explore, also when the network has gone meanwhile; the door has its first view to itself
  explorer.subscribe(
    ({ recorded, view, engine }) =>
      (recorded !== 'loading' && view.place !== entrance) || engine.phase !== 'idle',
    () => void import('./explore').catch(missed),
  );
  // whatever trains or is kept may need words that the first view has not
  explorer.subscribe(
    ({ engine }) => engine.phase !== 'idle',
    () => void otherTexts().catch(missed),
  );
  dropMissedStyles();
  // the boundaries report what they catch
  createRoot(root, { onCaughtError: () => undefined }).render(
    <StrictMode>
      <Spoken language={language}>
        <PanelBoundary name={null}>
          <App controller={controller} />
        </PanelBoundary>
      </Spoken>
    </StrictMode>,
  );
}
