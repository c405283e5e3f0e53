import '../../ui/base.css';
// all of its texts at once: it shows every panel
import '../../messages/english/english';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ControllerContext } from '../../controller/use-controller';
import { isLanguage } from '../../messages/messages';
import { chooseLanguage } from '../../store/actions';
import { openLanguage } from '../page-language';
import { Spoken } from '../spoken';
import { Gallery } from './gallery';
import { isScene, openScene } from './scenes';
import type { Controller } from '../../controller/controller';

const nothing = () => undefined;

/** Nothing is trained in the gallery: its buttons lead nowhere. */
const idle: Controller = {
  play: nothing,
  pause: nothing,
  step: nothing,
  stop: nothing,
  reset: nothing,
  reseed: nothing,
  addPictures: nothing,
  removePicture: nothing,
  comparePicture: nothing,
  compareOwnPicture: nothing,
  endComparison: nothing,
  showRecorded: nothing,
  readyQuestions: nothing,
  openSources: nothing,
  askToKeep: nothing,
  saveRun: nothing,
  saveValues: nothing,
  switchOff: nothing,
  inspect: () => nothing,
  frames: { watch: () => nothing, tryAgain: nothing },
  layOut: () => nothing,
  showTestPictures: nothing,
  lookAtTestPicture: nothing,
  enqueue: nothing,
  fork: nothing,
  goOnWith: nothing,
  cancelQueued: nothing,
  turnQueue: nothing,
  undo: nothing,
  redo: nothing,
  follow: nothing,
  offline: { keepEverything: nothing, endKeeping: nothing, forget: nothing },
  ownNetworks: {
    open: nothing,
    look: nothing,
    names: nothing,
    normalise: nothing,
    ask: nothing,
    keep: nothing,
    fetchAgain: nothing,
    cancel: nothing,
    dismiss: nothing,
    remove: nothing,
    use: nothing,
    useSuggested: nothing,
  },
  ownData: {
    open: nothing,
    look: nothing,
    keepAt: nothing,
    begin: nothing,
    cancel: nothing,
    dismiss: nothing,
    show: nothing,
    arrange: nothing,
    label: nothing,
    rename: nothing,
    remove: nothing,
    removeImport: nothing,
    trainOn: nothing,
    pictures: async () => [],
  },
  sweepResults: {
    open: nothing,
    stop: nothing,
    ask: nothing,
    mix: nothing,
    close: nothing,
    saveCsv: nothing,
    showCurves: nothing,
    openRun: nothing,
    rows: async () => [],
    details: async () => null,
  },
  everything: { save: nothing, bring: nothing, end: nothing },
  decks: {
    open: nothing,
    create: nothing,
    duplicate: nothing,
    rename: nothing,
    remove: nothing,
    putBack: nothing,
    take: nothing,
    save: nothing,
    addState: nothing,
    takeOverState: nothing,
    copyLink: nothing,
    copyEmbed: nothing,
  },
  library: {
    annotate: nothing,
    remove: nothing,
    putBack: nothing,
    save: nothing,
    take: nothing,
    check: nothing,
    endCheck: nothing,
  },
};

/** `?gallery=SCENE&theme=light|dark&lang=en|zh` */
export async function mountGallery(root: HTMLElement, query: URLSearchParams): Promise<void> {
  const asked = query.get('gallery') ?? '';
  const scene = isScene(asked) ? asked : 'pictures';
  const theme = query.get('theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset['theme'] = theme;
  if (scene !== 'pictures') openScene(scene, theme === 'light' || theme === 'dark' ? theme : 'system');
  const spoken = query.get('lang');
  const chosen = isLanguage(spoken) ? spoken : 'en';
  chooseLanguage(chosen);
  const language = await openLanguage(chosen);
  createRoot(root).render(
    <StrictMode>
      <Spoken language={language}>
        <ControllerContext value={idle}>
          <Gallery scene={scene} />
        </ControllerContext>
      </Spoken>
    </StrictMode>,
  );
}
