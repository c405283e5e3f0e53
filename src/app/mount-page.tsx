import '../ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { openPage } from '../controller/open-page';
import { isLanguage } from '../messages/messages';
import { App } from './app';
import { readersLanguage } from './kept-language';
import { openLanguage } from './page-language';
import { PanelBoundary } from './panel-boundary';
import { Spoken } from './spoken';

/** Brings the page to life: language, link, recorded runs, panels; the engine follows when there is time. */
export async function mountPage(root: HTMLElement): Promise<void> {
  const asked = new URLSearchParams(location.search).get('lang');
  // before anything is drawn, so that nobody sees another language first
  const language = await openLanguage(isLanguage(asked) ? asked : readersLanguage());
  const controller = openPage(language.live);
  createRoot(root).render(
    <StrictMode>
      <Spoken language={language}>
        <PanelBoundary name={null}>
          <App controller={controller} />
        </PanelBoundary>
      </Spoken>
    </StrictMode>,
  );
}
