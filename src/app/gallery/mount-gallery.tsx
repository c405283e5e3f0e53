import '../../ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ControllerContext } from '../../controller/use-controller';
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
  saveRun: nothing,
  saveValues: nothing,
  switchOff: nothing,
  enqueue: nothing,
  fork: nothing,
  goOnWith: nothing,
  cancelQueued: nothing,
  turnQueue: nothing,
  follow: nothing,
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

/** `?gallery=SCENE&theme=light|dark` */
export function mountGallery(root: HTMLElement, query: URLSearchParams): void {
  const asked = query.get('gallery') ?? '';
  const scene = isScene(asked) ? asked : 'pictures';
  const theme = query.get('theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset['theme'] = theme;
  if (scene !== 'pictures') openScene(scene, theme === 'light' || theme === 'dark' ? theme : 'system');
  createRoot(root).render(
    <StrictMode>
      <ControllerContext value={idle}>
        <Gallery scene={scene} />
      </ControllerContext>
    </StrictMode>,
  );
}
