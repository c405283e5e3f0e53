import '../ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { openPage } from '../controller/open-page';
import { catalogues } from '../messages/messages';
import { MessagesContext } from '../ui/use-messages';
import { App } from './app';
import { PanelBoundary } from './panel-boundary';

/** Brings the page to life: link, recorded runs, panels; the engine follows when there is time. */
export function mountPage(root: HTMLElement): void {
  const messages = catalogues.en;
  const controller = openPage(messages);
  createRoot(root).render(
    <StrictMode>
      <MessagesContext value={messages}>
        <PanelBoundary name={null}>
          <App controller={controller} />
        </PanelBoundary>
      </MessagesContext>
    </StrictMode>,
  );
}
