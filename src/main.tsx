import { mountPage } from './app/mount-page';
import { trustOwnScripts } from './app/trusted-scripts';

trustOwnScripts();

const root = document.getElementById('root')!;
const query = new URLSearchParams(location.search);

if (query.has('gallery')) {
  void import('./app/gallery/mount-gallery').then(({ mountGallery }) => mountGallery(root, query));
} else if (query.has('bench')) {
  void import('./app/bench/mount-bench').then(({ mountBench }) => mountBench(root, query));
} else {
  void mountPage(root);
}
